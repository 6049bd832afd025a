package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A shop with one gateway of the sandbox that goes wrong when it is told to. Each story brings one
 * order as far as that goes; whoever would have to come back in some minutes comes back at once.
 */
abstract class FaultedShop implements AutoCloseable {

    /** Beyond the time limit of a call, and before the gateway is asked what became of it. */
    static final int SLOW_MILLIS = 3_000;

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration BEFORE_IT_IS_MUCH_LATER = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What is told of money; how often each is counted. */
    private static final List<String> COUNTED =
            List.of("confirmed", "failed", "expired", "refunded", "refund-failed", "disputed");

    private final String gateway;
    private final String currency;
    private final GatewaySandbox sandbox;
    private final LiveShop shop;
    private final Map<OrderId, Map<String, Integer>> promised = new LinkedHashMap<>();
    private boolean spent;

    FaultedShop(
            String gateway,
            String currency,
            Resources resources,
            GatewaySandbox sandbox,
            Map<String, Object> settings) {
        this.gateway = gateway;
        this.currency = currency;
        this.sandbox = sandbox;
        int port = FreePort.find();
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.port", port);
        all.put("PAYMENT_PUBLIC_URL", "http://localhost:" + port);
        all.put("gateway." + gateway + ".timeout", "2s");
        all.put("query-pace." + gateway, "1000");
        all.put("reconciliation.every", "200ms");
        all.put("refunds.again", "200ms");
        all.put("refunds.quiet", "4s");
        all.putAll(settings);
        this.shop = LiveShop.open(resources, all);
    }

    /** What one order lives through. */
    @FunctionalInterface
    interface Story {
        /**
         * @param goWrong arms the fault, at the moment when it is to happen
         */
        OrderId tell(Callable<?> goWrong) throws Exception;
    }

    /** How the gateway's operations are met, by their names in the control API. */
    abstract Map<String, Story> operations();

    /** What is told wrongly, by a name of its own; the fault is in the story. */
    abstract Map<String, Story> tellings();

    /** Nobody is to live on with what this story has left behind. */
    void spend() {
        spent = true;
    }

    boolean isSpent() {
        return spent;
    }

    LiveShop shop() {
        return shop;
    }

    String gateway() {
        return gateway;
    }

    /** A new order of 1,200, to be paid within a month. */
    OrderId placed(PaymentMethod method) throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(
                shop.placed(order, method)
                        .replace("\"TWD\"", "\"" + currency + "\"")
                        .replaceFirst(
                                "\"expiresAt\": \"[^\"]+\"",
                                "\"expiresAt\": \""
                                        + shop.bean(Clock.class).instant().plus(Duration.ofDays(30))
                                        + "\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    static String checkout(OrderId order) {
        return "/checkout/" + order + "?token=" + PaymentFixtures.TOKEN;
    }

    AttemptNumber newest(OrderId order) {
        return shop.payment(order).attempts().values().stream()
                .reduce((a, b) -> a.startedAt().isAfter(b.startedAt()) ? a : b)
                .orElseThrow()
                .number();
    }

    /** Orders a fault; of one that is slow, slower than anybody waits. */
    JsonNode fails(String operation, String fault) throws IOException, InterruptedException {
        return control(
                "POST",
                "/control/" + gateway + "/faults",
                "{\"operation\": \"%s\", \"fault\": \"%s\", \"times\": 1, \"delayMillis\": %d}"
                        .formatted(operation, fault, fault.equals("slow") ? SLOW_MILLIS : 0));
    }

    List<JsonNode> faultsAhead() throws IOException, InterruptedException {
        return items("/control/" + gateway + "/faults");
    }

    JsonNode control(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body().startsWith("{")
                ? Contracts.JSON.readTree(answer.body())
                : Contracts.JSON.createObjectNode();
    }

    HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(at(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    List<JsonNode> items(String path) throws IOException, InterruptedException {
        return control("GET", path, "").path("items").valueStream().toList();
    }

    URI at(String path) {
        return URI.create("http://localhost:" + sandbox.port() + path);
    }

    /** Asks for all of it back. */
    RefundId refundOf(OrderId order) throws IOException {
        RefundId refund = new RefundId(EventIds.next());
        shop.publish(shop.refundRequested(order, refund, Money.of("1200", currency)));
        LiveShop.until("it is asked for", () -> shop.payment(order).refunds().containsKey(refund));
        return refund;
    }

    RefundState refund(OrderId order) {
        return shop.payment(order).refunds().values().iterator().next().state();
    }

    boolean isPaid(OrderId order) {
        return shop.payment(order).state() instanceof Confirmed;
    }

    /** Waits, and looks after the order at once whenever somebody would have to in some minutes. */
    void until(String what, OrderId order, Callable<Boolean> happened) throws Exception {
        long began = System.nanoTime();
        long giveUp = began + PATIENCE.toNanos();
        boolean isMuchLater = false;
        while (!happened.call()) {
            if (!isMuchLater && System.nanoTime() - began > BEFORE_IT_IS_MUCH_LATER.toNanos()) {
                isMuchLater = true;
                muchLater();
            }
            assertThat(System.nanoTime())
                    .as("waited too long until %s: %s", what, shop.payment(order))
                    .isLessThan(giveUp);
            Instant now = shop.bean(Clock.class).instant();
            shop.bean(Payments.class).lookAgain(order, now.minusSeconds(1));
            for (Refund refund : shop.payment(order).refunds().values()) {
                if (refund.state() instanceof RefundState.Requested(var notBefore, var why)
                        && notBefore.isAfter(now)) {
                    shop.bean(Refunds.class)
                            .hear(
                                    order,
                                    refund.id(),
                                    new RefundFact.Postponed(now.minusSeconds(1), why));
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** What looking again and again does not bring may take its time: lets that pass, if it can. */
    void muchLater() throws IOException, InterruptedException {}

    /** Both clocks go on. */
    void goOn(Duration span) throws IOException, InterruptedException {
        shift(ahead().plus(span));
        gatewayGoesOn(span);
    }

    /** The gateway's clock alone, as its deadlines and its late news follow it. */
    void gatewayGoesOn(Duration span) throws IOException, InterruptedException {
        control("POST", "/control/clock", "{\"advanceSeconds\": " + (span.toSeconds() + 1) + "}");
    }

    /** How far the shop's clock is ahead. */
    Duration ahead() {
        return Duration.between(Instant.now(), shop.bean(ShiftedClock.class).instant());
    }

    void shift(Duration ahead) {
        shop.bean(ShiftedClock.class).shift(ahead);
    }

    /**
     * How it ended, here and in the gateway's ledger, and what was told of it.
     *
     * @param end the state, and behind a plus what was told beside
     */
    void assertEnd(OrderId order, String end) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(end.split(" \\+")));
        Payment payment = shop.payment(order);
        List<Line> ledger = ledger(order);
        List<Line> paid = ledger.stream().filter(Line::isPaid).toList();
        switch (words.removeFirst()) {
            case "paid" -> {
                assertThat(payment.state()).isInstanceOf(Confirmed.class);
                assertThat(paid)
                        .as(ledger.toString())
                        .extracting(Line::amount)
                        .containsExactly(minorUnitsThere());
                assertThat(paid.getFirst().isBack()).isFalse();
                words.add("confirmed");
            }
            case "declined" -> {
                assertThat(payment.state()).isInstanceOf(Failed.class);
                assertThat(paid).isEmpty();
                words.add("failed");
            }
            case "open" -> {
                assertThat(payment.state()).isInstanceOf(AwaitingCustomer.class);
                assertThat(paid).isEmpty();
            }
            case "closed" -> {
                assertThat(payment.state()).isInstanceOf(Cancelled.class);
                assertThat(ledger).extracting(Line::state).containsExactly("closed");
            }
            case "not-ours" -> {
                assertThat(payment.state()).isInstanceOf(AwaitingCustomer.class);
                assertThat(paid)
                        .extracting(Line::amount)
                        .hasSize(1)
                        .doesNotContain(minorUnitsThere());
                words.add("disputed");
            }
            case "too-late" -> {
                assertThat(payment.state()).isInstanceOf(Expired.class);
                assertThat(paid).hasSize(1);
                words.add("expired");
                // That it came, and that a person has to give back what came by transfer.
                words.add("disputed");
                words.add("disputed");
            }
            case "back" -> {
                assertThat(refund(order)).isInstanceOf(RefundState.Refunded.class);
                assertThat(payment.remaining().minorUnits()).isZero();
                assertThat(ledger).hasSize(1).allMatch(Line::isBack);
                words.add("confirmed");
                words.add("refunded");
            }
            case "not-back" -> {
                assertThat(refund(order)).isInstanceOf(RefundState.Failed.class);
                assertThat(paid).hasSize(1).noneMatch(Line::isBack);
                words.add("confirmed");
                words.add("refund-failed");
            }
            default -> throw new IllegalArgumentException(end);
        }
        Map<String, Integer> counts = new TreeMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        assertThat(COUNTED).containsAll(counts.keySet());
        promised.put(order, counts);
    }

    /** 1,200 as the gateway's ledger counts: fen at WeChat Pay, else whole units. */
    private long minorUnitsThere() {
        return currency.equals("CNY") ? 120_000 : 1_200;
    }

    /**
     * One payment in the gateway's ledger.
     *
     * @param refunded of {@code amount}
     * @param card where a card stands, if it is one
     */
    record Line(String state, long amount, long refunded, @Nullable String card) {

        boolean isPaid() {
            return state.equals("paid") || state.contains("refunded");
        }

        boolean isBack() {
            return refunded == amount || "abandoned".equals(card);
        }
    }

    private List<Line> ledger(OrderId order) throws IOException, InterruptedException {
        var attempts =
                shop.payment(order).attempts().keySet().stream().map(AttemptNumber::value).toList();
        return items("/control/" + gateway + "/ledger?limit=10000").stream()
                .filter(
                        line ->
                                attempts.contains(line.path("number").asText())
                                        || attempts.contains(line.path("reference").asText()))
                .map(
                        line ->
                                new Line(
                                        line.path("state").asText(),
                                        line.path("amount").asLong(),
                                        line.path("refunded").asLong(),
                                        line.path("card").textValue()))
                .toList();
    }

    /** Of every order exactly what was promised, once and no more. */
    void assertAllWasTold() throws IOException {
        LiveShop.until("all is told", () -> promised.equals(told()));
        int heard;
        do {
            heard = shop.heard().size();
        } while (shop.told().size() > heard);
        assertThat(told()).isEqualTo(promised);
    }

    private Map<OrderId, Map<String, Integer>> told() {
        try {
            shop.told();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        Map<OrderId, Map<String, Integer>> told = new HashMap<>();
        promised.keySet().forEach(order -> told.put(order, new TreeMap<>()));
        for (JsonNode event : shop.heard()) {
            String type = event.at("/type").asText().replaceAll("payment\\.(.+)\\.v1", "$1");
            Map<String, Integer> counts = told.get(new OrderId(event.at("/subject").asText()));
            if (counts != null && COUNTED.contains(type)) {
                counts.merge(type, 1, Integer::sum);
            }
        }
        return told;
    }

    @Override
    public void close() {
        shop.close();
        sandbox.close();
    }
}
