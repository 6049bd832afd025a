package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.close.Closes;
import io.cashbell.payment.close.Closing;
import io.cashbell.payment.close.GatewayClose;
import io.cashbell.payment.event.Contracts;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.gateway.StatementLine;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A day with payments of every heap, closed against the gateways' own records. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(BackendExtension.class)
class CloseIT {

    private static final String ADMIN = "an-administrator-s-token-of-this-test-alone";
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final GatewaySandbox sandbox = GatewaySandbox.start(0, null, Map.of());
    private final LiveShop shop;

    /** Yesterday where it is noon, which is over in Taiwan and Korea. */
    private final LocalDate day = LocalDate.now(whereItIsNoon()).minusDays(1);

    private final Map<AttemptNumber, OrderId> orders = new HashMap<>();

    CloseIT(Resources resources) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("ADMIN_API_TOKEN", ADMIN);
        settings.put("ECPAY_BASE_URL", at("/ecpay").toString());
        settings.put("KAKAOPAY_CID", "TC0ONETIME");
        settings.put("KAKAOPAY_SECRET_KEY", "DEVSANDBOX0123456789ABCDEF0123456789ABCD");
        settings.put("KAKAOPAY_BASE_URL", at("/kakaopay").toString());
        settings.put("daily-close.every", "1h");
        settings.put("daily-close.at", "00:00");
        settings.put("daily-close.zone", whereItIsNoon().getId());
        settings.put("query-pace.ecpay", "1000");
        settings.put("query-pace.kakaopay", "1000");
        this.shop = LiveShop.open(resources, settings);
    }

    /** So that no midnight passes while the day is being made and closed. */
    private static ZoneOffset whereItIsNoon() {
        return ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    }

    /** The gateways live in the day that is closed; the shop lives now. */
    @BeforeAll
    void putTheGatewaysBack() throws Exception {
        Instant noon = day.atTime(12, 0).atZone(TAIPEI).toInstant();
        post(
                at("/control/clock"),
                "{\"advanceSeconds\": " + Duration.between(Instant.now(), noon).toSeconds() + "}",
                null);
    }

    @AfterAll
    void stop() {
        shop.close();
        sandbox.close();
    }

    @Test
    void everyPlantedDifferenceIsFoundAndWhatWasPaidIsRepaired() throws Exception {
        AttemptNumber equal = paidThere(placedByCard());
        booked(equal, tradeNo(equal));
        OrderId lost = placedByCard();
        AttemptNumber lostAttempt = paidThere(lost);
        OrderId never = placedByCard();
        AttemptNumber neverPaid = openAtEcpay(never);
        booked(neverPaid, "2611260000009999");
        AttemptNumber renamed = paidThere(placedByCard());
        booked(renamed, "2611260000008888");
        OrderId won = placedByKakao();
        assertThat(shop.get(agree(won)).statusCode()).isEqualTo(303);
        OrderId wonUnheard = placedByKakao();
        String back = agree(wonUnheard);
        fails("approve");
        fails("order");
        assertThat(shop.get(back).statusCode()).isEqualTo(303);
        assertThat(shop.payment(wonUnheard).state()).isInstanceOf(AwaitingCustomer.class);

        OrderId givenBack = placedByKakao();
        assertThat(shop.get(agree(givenBack)).statusCode()).isEqualTo(303);
        cancelledInTheConsole(givenBack, 300);

        Closing.closeWhatIsDue(shop.bean(ApplicationContext.class));

        LiveShop.until("the world is told", () -> told(day) == 1);
        assertThat(differences(day, "ecpay"))
                .containsExactlyInAnyOrder(
                        "paid-there not-here " + lostAttempt + " confirmed",
                        "paid-here not-there " + neverPaid + " pending",
                        "different reference " + renamed + " null");

        assertThat(differences(day, "kakaopay"))
                .containsExactlyInAnyOrder(
                        "paid-there not-here " + attempt(wonUnheard) + " confirmed",
                        "different refund-not-here " + attempt(givenBack) + " held");
        assertThat(shop.payment(givenBack).refundable()).isEqualTo(Money.of("900", "KRW"));
        assertThat(shop.payment(givenBack).remaining())
                .as("no order hears of it before a person has decided")
                .isEqualTo(Money.of("1200", "KRW"));
        assertThat(isPaid(lost)).isTrue();
        assertThat(isPaid(wonUnheard)).isTrue();
        JsonNode event = toldOf(day);
        assertThat(heap(event, 0, "equal")).isEqualTo("1 1200 1 1200");
        assertThat(heap(event, 0, "paid-there")).isEqualTo("0 0 1 1200");
        assertThat(heap(event, 0, "paid-here")).isEqualTo("1 1200 0 0");
        assertThat(heap(event, 0, "different")).isEqualTo("1 1200 1 1200");
        assertThat(event.at("/data/gateways/0/repaired").asInt()).isEqualTo(1);
        assertThat(heap(event, 1, "equal")).isEqualTo("2 2400 2 2400");
        assertThat(heap(event, 1, "paid-there")).isEqualTo("0 0 1 1200");
        assertThat(event.at("/data/gateways/1/repaired").asInt()).isEqualTo(1);

        // Once more, on demand: what was repaired is equal now, and nobody is told twice.
        String request = "{\"gateway\": \"ecpay\", \"date\": \"%s\"}".formatted(day);
        assertThat(post(api(""), request, ADMIN).statusCode()).isEqualTo(202);
        LiveShop.until("it is closed again", () -> ofEcpay(day).path("differences").asInt() == 2);
        assertThat(ofEcpay(day).path("state").asText()).isEqualTo("closed");
        assertThat(told(day)).isEqualTo(1);
        assertThat(shop.told().stream().filter(e -> isConfirmationOf(e, lost)).count())
                .isEqualTo(1);
    }

    @Test
    void aRequestOfOneKeyIsAnsweredAlike() throws Exception {
        LocalDate before = day.minusDays(9);
        String body = "{\"gateway\": \"ecpay\", \"date\": \"%s\"}";

        HttpResponse<String> first = asked("one", body.formatted(before));
        LiveShop.until(
                "it is closed", () -> ofEcpay(before).path("state").asText().equals("closed"));
        HttpResponse<String> again = asked("one", body.formatted(before));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).as("as it was then").isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(ofEcpay(before).path("state").asText())
                .as("not asked again")
                .isEqualTo("closed");
        assertThat(asked("one", body.formatted(before.minusDays(1))).statusCode()).isEqualTo(422);
        assertThat(asked("two", body.formatted(LocalDate.now(TAIPEI))).statusCode())
                .as("refused")
                .isEqualTo(422);
        assertThat(asked("two", body.formatted(before)).statusCode())
                .as("which leaves the key free")
                .isEqualTo(202);
    }

    /** Two instances over one table: the first hangs for longer than its lease. */
    @Test
    void ofTwoInstancesOneClosesAndWhoeverLostTheLeaseKeepsNothing() throws Exception {
        LocalDate date = day.minusDays(20);
        ApplicationContext beans = shop.bean(ApplicationContext.class);
        Closes closes = beans.getBean(Closes.class);
        Clock now = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        Clock later = Clock.offset(now, Duration.ofMinutes(4));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Statement slow =
                record(
                        lines -> {
                            reading.countDown();
                            await(goOn);
                            lines.accept(
                                    new StatementLine(
                                            "NOBODYS",
                                            null,
                                            null,
                                            PaymentFixtures.PRICE,
                                            true,
                                            "paid",
                                            null));
                        });
        Statement empty = record(_ -> {});
        closes.ask(date, Set.of(GatewayName.ECPAY), now.instant(), "somebody");

        Thread first = Thread.ofVirtual().start(Closing.another(beans, slow, now));
        await(reading);
        Closing.another(beans, empty, now).run();
        assertThat(closes.find(date).orElseThrow().gateways()).as("one is at it").isEmpty();
        Closing.another(beans, empty, later).run();
        GatewayClose kept = closes.find(date).orElseThrow().of(GatewayName.ECPAY).orElseThrow();
        goOn.countDown();
        assertThat(first.join(Duration.ofSeconds(20))).isTrue();

        assertThat(kept.found()).isZero();
        assertThat(closes.find(date).orElseThrow().of(GatewayName.ECPAY)).hasValue(kept);
        assertThat(closes.find(date).orElseThrow().asked()).isEmpty();
    }

    private static Statement record(Consumer<Consumer<StatementLine>> lines) {
        return new Statement() {
            @Override
            public GatewayName gateway() {
                return GatewayName.ECPAY;
            }

            @Override
            public void read(
                    BusinessDay day, Consumer<StatementLine> reader, Consumer<RefundLine> refunds) {
                lines.accept(reader);
            }

            @Override
            public Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId) {
                return Optional.empty();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> asked(String key, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(api(""))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + ADMIN)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aRequestThatCannotBeIsRefused() throws Exception {
        String closing = "{\"date\": \"%s\"}";
        LocalDate today = LocalDate.now(TAIPEI);

        assertThat(post(api(""), closing.formatted(today.minusDays(1)), null).statusCode())
                .isEqualTo(401);
        assertThat(post(api(""), closing.formatted(today), ADMIN).statusCode()).isEqualTo(422);
        assertThat(post(api(""), closing.formatted(today.minusDays(500)), ADMIN).statusCode())
                .isEqualTo(422);
        for (String body :
                List.of(
                        "{}",
                        "{\"date\": \"yesterday\"}",
                        "{\"date\": \"2026-01-01\", \"colour\": 1}",
                        "{\"date\": \"2026-01-01\", \"gateway\": \"paypal\"}",
                        "{\"date\": \"2026-01-01\", \"gateway\": \"wechatpay\"}")) {
            assertThat(post(api(""), body, ADMIN).statusCode()).as(body).isEqualTo(400);
        }
        for (String query : List.of("?limit=0", "?limit=101", "?cursor=x")) {
            assertThat(read(api(query)).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(read(api("/2026-01-01/ecpay/differences")).statusCode()).isEqualTo(404);
    }

    private OrderId placedByCard() throws IOException {
        return placed(shop.placed(new OrderId(EventIds.next())));
    }

    private OrderId placedByKakao() throws IOException {
        OrderId order = new OrderId(EventIds.next());
        return placed(
                shop.placed(order)
                        .replace("\"TWD\"", "\"KRW\"")
                        .replace("\"ecpay-credit\"", "\"kakaopay\""));
    }

    private OrderId placed(String event) throws IOException {
        OrderId order = new OrderId(Contracts.JSON.readTree(event).at("/subject").asText());
        shop.publish(event);
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private AttemptNumber openAtEcpay(OrderId order) throws Exception {
        String page = shop.get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN).body();
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        HttpResponse<String> opened =
                HTTP.send(
                        HttpRequest.newBuilder(at("/ecpay/Cashier/AioCheckOut/V5"))
                                .header("Content-Type", EcpayFixtures.FORM)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                EcpayFixtures.form(fields)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(opened.statusCode()).as(opened.body()).isLessThan(400);
        AttemptNumber attempt = new AttemptNumber(fields.getOrDefault("MerchantTradeNo", ""));
        orders.put(attempt, order);
        return attempt;
    }

    private AttemptNumber paidThere(OrderId order) throws Exception {
        AttemptNumber attempt = openAtEcpay(order);
        post(at("/control/ecpay/trades/" + attempt + "/pay"), "{\"callbacks\": 0}", null);
        return attempt;
    }

    private String tradeNo(AttemptNumber attempt) throws Exception {
        return Contracts.JSON
                .readTree(read(at("/control/ecpay/trades/" + attempt)).body())
                .path("tradeNo")
                .asText();
    }

    /** As a callback would have it, which the sandbox cannot deliver to here. */
    private void booked(AttemptNumber attempt, String tradeNo) {
        GatewayReference reference = new GatewayReference(tradeNo);
        OrderId order = orderOf(attempt);
        shop.bean(Payments.class)
                .hear(
                        order,
                        new CaptureConfirmed(
                                new Claim(
                                        PaymentFixtures.MERCHANT,
                                        attempt,
                                        PaymentFixtures.PRICE,
                                        reference),
                                reference,
                                day.atTime(13, 0).atZone(TAIPEI).toInstant()));
        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
    }

    private OrderId orderOf(AttemptNumber attempt) {
        return Objects.requireNonNull(orders.get(attempt));
    }

    private String agree(OrderId order) throws Exception {
        assertThat(shop.get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN).statusCode())
                .isEqualTo(303);
        Attempt newest =
                shop.payment(order).attempts().values().stream()
                        .max(Comparator.comparing(Attempt::startedAt))
                        .orElseThrow();
        String tid = Objects.requireNonNull(newest.session()).reference();
        HttpResponse<String> agreed =
                post(at("/control/kakaopay/trades/" + tid + "/pay"), "{}", null);
        URI back = URI.create(Contracts.JSON.readTree(agreed.body()).path("returnUrl").asText());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private AttemptNumber attempt(OrderId order) {
        return shop.payment(order).attempts().keySet().iterator().next();
    }

    /** As somebody does in KakaoPay's own console, of which nobody tells us. */
    private void cancelledInTheConsole(OrderId order, long won) throws Exception {
        Attempt attempt = shop.payment(order).attempts().values().iterator().next();
        HttpResponse<String> cancelled =
                HTTP.send(
                        HttpRequest.newBuilder(at("/kakaopay/online/v1/payment/cancel"))
                                .header("Content-Type", "application/json")
                                .header(
                                        "Authorization",
                                        "SECRET_KEY DEVSANDBOX0123456789ABCDEF0123456789ABCD")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                Contracts.JSON
                                                        .createObjectNode()
                                                        .put("cid", "TC0ONETIME")
                                                        .put(
                                                                "tid",
                                                                Objects.requireNonNull(
                                                                                attempt.session())
                                                                        .reference())
                                                        .put("cancel_amount", won)
                                                        .put("cancel_tax_free_amount", 0)
                                                        .toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
    }

    private void fails(String operation) throws Exception {
        post(
                at("/control/kakaopay/faults"),
                "{\"operation\": \"%s\", \"fault\": \"lost-answer\", \"times\": 1}"
                        .formatted(operation),
                null);
    }

    private boolean isPaid(OrderId order) {
        return shop.payment(order).state() instanceof Confirmed;
    }

    private long told(LocalDate day) {
        try {
            return shop.told().stream().filter(event -> isOf(event, day)).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private JsonNode toldOf(LocalDate day) {
        return shop.heard().stream().filter(event -> isOf(event, day)).findFirst().orElseThrow();
    }

    private static boolean isOf(JsonNode event, LocalDate day) {
        return event.at("/subject").asText().equals("day-close-" + day)
                && event.at("/type").asText().equals("payment.day-closed.v1");
    }

    private static boolean isConfirmationOf(JsonNode event, OrderId order) {
        return event.at("/subject").asText().equals(order.value())
                && event.at("/type").asText().equals("payment.confirmed.v1");
    }

    private static String heap(JsonNode event, int gateway, String heap) {
        for (JsonNode sum : event.at("/data/gateways/" + gateway + "/heaps")) {
            if (sum.path("heap").asText().equals(heap)) {
                return sum.path("countHere").asText()
                        + " "
                        + sum.at("/amountHere/amount").asText()
                        + " "
                        + sum.path("countThere").asText()
                        + " "
                        + sum.at("/amountThere/amount").asText();
            }
        }
        throw new AssertionError("no heap " + heap + " in " + event);
    }

    private List<String> differences(LocalDate day, String gateway) throws Exception {
        JsonNode page =
                Contracts.JSON.readTree(
                        read(api("/" + day + "/" + gateway + "/differences")).body());
        return page.path("items")
                .valueStream()
                .map(
                        d ->
                                d.path("heap").asText()
                                        + " "
                                        + d.path("what").asText()
                                        + " "
                                        + d.path("attempt").asText()
                                        + " "
                                        + d.path("settled").asText("null"))
                .toList();
    }

    private JsonNode ofEcpay(LocalDate day) {
        try {
            for (JsonNode one : Contracts.JSON.readTree(read(api("")).body()).path("items")) {
                if (one.path("date").asText().equals(day.toString())) {
                    return one.at("/gateways/0");
                }
            }
            throw new AssertionError("no close of " + day);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private URI api(String rest) {
        return URI.create(
                shop.bean(EmbeddedServer.class).getURL() + "/api/admin/reconciliations" + rest);
    }

    private HttpResponse<String> read(URI address) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(address).header("Authorization", "Bearer " + ADMIN).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(URI address, String body, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + sandbox.port() + path);
    }
}
