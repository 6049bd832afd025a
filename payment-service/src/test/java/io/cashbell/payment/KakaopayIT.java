package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A buyer pays by KakaoPay, comes back once, twice or never, and KakaoPay loses its answers. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class KakaopayIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final GatewaySandbox sandbox = GatewaySandbox.start(0, null, Map.of());
    private final Resources resources;
    private LiveShop shop;

    KakaopayIT(Resources resources) {
        this.resources = resources;
        this.shop = open(Map.of("KAKAOPAY_SECRET_KEY", "DEVSANDBOX0123456789ABCDEF0123456789ABCD"));
    }

    private LiveShop open(Map<String, String> keys) {
        Map<String, Object> settings = new HashMap<>(keys);
        settings.put("KAKAOPAY_CID", "TC0ONETIME");
        settings.put("KAKAOPAY_BASE_URL", at("/kakaopay").toString());
        settings.put("reconciliation.every", "300ms");
        return LiveShop.open(resources, settings);
    }

    @AfterEach
    void stop() {
        shop.close();
        sandbox.close();
    }

    @Test
    @Tag("S3-22")
    @Tag("S3-34")
    @Tag("S3-36")
    @Tag("S3-37")
    @Tag("S3-38")
    @Tag("S3-39")
    void everyVisitHasALinkOfItsOwnAndALookHasNone() throws Exception {
        OrderId order = placed();

        HttpResponse<String> look = shop.head(checkout(order));
        assertThat(shop.payment(order).attempts()).isEmpty();
        HttpResponse<String> first = shop.get(checkout(order));
        HttpResponse<String> second = shop.get(checkout(order));

        assertThat(look.statusCode()).isEqualTo(200);
        for (HttpResponse<String> visit : List.of(first, second)) {
            assertThat(visit.statusCode()).as(visit.body()).isEqualTo(303);
            assertThat(location(visit)).startsWith(at("/kakaopay/").toString());
        }
        for (HttpResponse<String> answer : List.of(look, first, second)) {
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValue("no-cache, no-store, must-revalidate");
            assertThat(answer.headers().firstValue("Pragma")).hasValue("no-cache");
            assertThat(answer.headers().firstValue("Expires")).hasValue("0");
        }
        assertThat(location(first)).isNotEqualTo(location(second));
        assertThat(shop.payment(order).attempts()).hasSize(2);
        for (String page : List.of(location(first), location(second))) {
            HttpResponse<Void> seen =
                    HTTP.send(
                            HttpRequest.newBuilder(URI.create(page)).build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(seen.statusCode()).as("a link that leads there").isEqualTo(200);
        }
        assertThat(location(shop.get(checkout(order) + "&device=ios")))
                .startsWith("kakaotalk://kakaopay/");
    }

    @Test
    @Tag("S3-40")
    void aBuyerWhoComesBackHasPaidOnce() throws Exception {
        OrderId order = placed();
        visit(order);
        String back = agree(order);
        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);

        HttpResponse<String> returned = shop.get(back);

        assertThat(returned.statusCode()).isEqualTo(303);
        assertThat(location(returned)).isEqualTo("http://localhost:8081/result?order=" + order);
        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        assertThat(shop.get(back).statusCode()).isEqualTo(303);
        LiveShop.until("the shop is told", () -> told(order) == 1);
        // Listens once more, so that one too many would be heard.
        assertThat(told(order)).isEqualTo(1);
        assertThat(location(shop.get(checkout(order))))
                .isEqualTo("http://localhost:8081/result?order=" + order);
    }

    @Test
    @Tag("S1-12")
    void aSessionIsToldOnceKakaopayHasGivenIt() throws Exception {
        shop.close();
        shop =
                open(
                        Map.of(
                                "KAKAOPAY_SECRET_KEY",
                                "DEVSANDBOX0123456789ABCDEF0123456789ABCD",
                                "PAYMENT_TELL_SESSIONS",
                                "true"));
        OrderId order = placed();
        fails("ready", "lost-answer");
        assertThat(shop.get(checkout(order)).statusCode()).isEqualTo(503);
        visit(order);

        assertThat(shop.get(agree(order)).statusCode()).isEqualTo(303);

        LiveShop.until("both are told", () -> told(order) == 1 && heard(order).size() > 1);
        assertThat(shop.payment(order).attempts()).hasSize(2);
        // The claim in between is told to nobody.
        assertThat(heard(order))
                .extracting(
                        event ->
                                event.path("sequence").asText() + " " + event.path("type").asText())
                .containsExactlyInAnyOrder(
                        "1 payment.session-created.v1", "3 payment.confirmed.v1");
        JsonNode session =
                heard(order).stream()
                        .filter(event -> event.path("sequence").asText().equals("1"))
                        .findAny()
                        .orElseThrow();
        assertThat(session.at("/data/attempt").asInt()).isEqualTo(1);
        assertThat(session.at("/data/method").asText()).isEqualTo("kakaopay");
        // Its page lives for a quarter of an hour, which ends before the payment does.
        assertThat(Instant.parse(session.at("/data/expiresAt").asText()))
                .isBefore(shop.payment(order).expiresAt());
    }

    private List<JsonNode> heard(OrderId order) {
        return shop.heard().stream()
                .filter(event -> event.path("subject").asText().equals(order.value()))
                .toList();
    }

    @Test
    void whatABrowserBroughtIsKeptWithoutItsToken() throws Exception {
        OrderId order = placed();
        visit(order);
        String back = agree(order);
        assertThat(shop.get(back).statusCode()).isEqualTo(303);
        assertThat(shop.get(back).statusCode()).isEqualTo(303);
        String cancelled = "/gateways/kakaopay/cancel?order=" + order;
        assertThat(shop.get(cancelled).statusCode()).isEqualTo(303);

        JsonNode page = shop.admin("GET", "/callbacks?orderId=" + order);
        assertThat(page.path("items")).hasSize(1);
        JsonNode kept = page.at("/items/0");
        assertThat(kept.path("gateway").asText()).isEqualTo("kakaopay");
        assertThat(kept.path("outcome").asText()).isEqualTo("confirmed");
        assertThat(kept.path("replayable").asBoolean()).isFalse();
        assertThat(kept.at("/checks"))
                .extracting(
                        check -> check.path("name").asText() + " " + check.path("verdict").asText())
                .containsExactly(
                        "signature not-checked",
                        "environment holds",
                        "record holds",
                        "merchant holds",
                        "amount holds",
                        "currency holds",
                        "state holds");
        assertThat(kept.at("/received/pg_token").asText()).endsWith("characters, masked)");
        assertThat(kept.at("/received/order").asText()).isEqualTo(order.value());
        String token = back.substring(back.indexOf("pg_token=") + 9).replaceFirst("&.*", "");
        LiveShop.until(
                "the reload and the cancellation are kept",
                () -> outcomes().containsAll(List.of("not-taken", "gave-up")));
        assertThat(shop.admin("GET", "/callbacks").toString()).doesNotContain(token);
    }

    private List<String> outcomes() {
        try {
            return shop.admin("GET", "/callbacks").path("items").findValuesAsText("outcome");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    @Tag("S3-26")
    @Tag("S3-30")
    @Tag("S3-31")
    void theLegacyDialectTakesMoneyToo() throws Exception {
        shop.close();
        shop =
                open(
                        Map.of(
                                "KAKAOPAY_DIALECT",
                                "legacy",
                                "KAKAOPAY_ADMIN_KEY",
                                "0123456789abcdef0123456789abcdef"));
        OrderId order = placed();
        visit(order);

        assertThat(shop.get(agree(order)).statusCode()).isEqualTo(303);

        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
    }

    @Test
    void aLostAnswerToApproveIsFoundByAsking() throws Exception {
        OrderId order = placed();
        visit(order);
        String back = agree(order);
        fails("approve", "lost-answer");
        fails("order", "lost-answer");

        assertThat(shop.get(back).statusCode()).isEqualTo(303);
        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);
        shop.bean(Payments.class).lookAgain(order, Instant.now().minusSeconds(1));

        LiveShop.until("it is found paid", () -> shop.payment(order).state() instanceof Confirmed);
        LiveShop.until("the shop is told", () -> told(order) == 1);
    }

    private OrderId placed() throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(
                shop.placed(order)
                        .replace("\"TWD\"", "\"KRW\"")
                        .replace("\"ecpay-credit\"", "\"kakaopay\"")
                        .replace("\"zh-TW\"", "\"ko-KR\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private void visit(OrderId order) throws IOException, InterruptedException {
        HttpResponse<String> visit = shop.get(checkout(order));
        assertThat(visit.statusCode()).as(visit.body()).isEqualTo(303);
    }

    private static String checkout(OrderId order) {
        return "/checkout/" + order + "?token=" + PaymentFixtures.TOKEN;
    }

    /** The buyer agrees on KakaoPay's page; where the browser is sent then. */
    private String agree(OrderId order) throws IOException, InterruptedException {
        Attempt newest =
                shop.payment(order).attempts().values().stream()
                        .max(Comparator.comparing(Attempt::startedAt))
                        .orElseThrow();
        String tid = Objects.requireNonNull(newest.session()).reference();
        JsonNode answer = post("/control/kakaopay/trades/" + tid + "/pay", "{}");
        URI back = URI.create(answer.path("returnUrl").asText());
        assertThat(back.getQuery()).as(answer.toString()).contains("pg_token=");
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private void fails(String operation, String fault) throws IOException, InterruptedException {
        post(
                "/control/kakaopay/faults",
                "{\"operation\": \"%s\", \"fault\": \"%s\", \"times\": 1}"
                        .formatted(operation, fault));
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(at(path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Contracts.JSON.readTree(answer.body());
    }

    private long told(OrderId order) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals("payment.confirmed.v1"))
                    .count();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + sandbox.port() + path);
    }
}
