package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.TOKEN;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders in, callbacks in, events out; whatever is late, repeated, reordered or lost. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentIT {

    private final Resources resources;

    /** One for all tests: each looks at an order of its own. */
    private LiveShop shop;

    PaymentIT(Resources resources) {
        this.resources = resources;
        this.shop = LiveShop.open(resources, Map.of());
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    @Tag("S4-41")
    @Tag("S1-12")
    void anOrderIsPaidByOneWriteEach() throws Exception {
        // No other order's writes are counted.
        reopen(Map.of());
        // The first callback of an hour has the desk note the hour.
        OrderId first = placed();
        shop.notify(signed(notice(first, shop.visit(first))));
        LiveShop.until("it is marked as told", () -> !shop.item(first).containsKey("pendingShard"));
        OrderId order = placed();
        AttemptNumber attempt = shop.visit(order);
        double updates = shop.calls("UpdateItem");
        double batches = shop.calls("BatchWriteItem");
        double reads = shop.calls("GetItem");

        assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");

        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        JsonNode event = untilTold(order, "payment.confirmed.v1");
        assertThat(event.at("/data/amount/amount").asText()).isEqualTo("1200");
        assertThat(event.at("/data/gatewayTradeNo").asText()).isEqualTo("2601011000001234");
        assertThat(event.at("/sequence").asText()).isEqualTo("1");
        LiveShop.until("it is marked as told", () -> !shop.item(order).containsKey("pendingShard"));
        // One to confirm and one to mark the event as sent; one for the callback desk; the reads
        // are this test's own.
        assertThat(shop.calls("UpdateItem") - updates).isEqualTo(2);
        assertThat(shop.calls("BatchWriteItem") - batches).isEqualTo(1);
        assertThat(shop.calls("GetItem") - reads).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anOrderThatIsHeardTwiceIsOnePayment() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        String event = shop.placed(order);
        shop.publish(event);
        untilKept(order);
        PaymentId first = shop.payment(order).id();
        AttemptNumber attempt = shop.visit(order);

        shop.publish(event);
        OrderId next = placed();

        assertThat(shop.payment(next).attempts()).isEmpty();
        assertThat(shop.payment(order).id()).isEqualTo(first);
        assertThat(shop.payment(order).attempts()).containsOnlyKeys(attempt);
    }

    @Test
    void aVisitBeforeTheOrdersEventWaitsForIt() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        try (ExecutorService buyer = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<AttemptNumber> visit = buyer.submit(() -> shop.visit(order));
            shop.publish(shop.placed(order));

            assertThat(shop.payment(orderOf(visit, order)).attempts()).containsKey(visit.get());
        }
    }

    @Test
    void anEndThatArrivesBeforeItsBeginningIsHeardAfterIt() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.expired(order));
        shop.publish(shop.placed(order));

        LiveShop.until(
                "the order has expired",
                () ->
                        shop.bean(Payments.class)
                                .find(order)
                                .filter(payment -> payment.state() instanceof Expired)
                                .isPresent());
    }

    @Test
    void moneyThatComesAfterWeGaveUpIsToldAndGoesBack() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = shop.visit(order);
        shop.publish(shop.expired(order));
        LiveShop.until(
                "the order has expired", () -> shop.payment(order).state() instanceof Expired);

        assertThat(shop.get("/checkout/" + order + "?token=" + TOKEN).statusCode()).isEqualTo(410);
        for (int copy = 0; copy < 3; copy++) {
            assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");
        }

        assertThat(shop.payment(order).state()).isInstanceOf(Expired.class);
        assertThat(shop.payment(order).refunds().values())
                .singleElement()
                .satisfies(refund -> assertThat(refund.isOfThePayment()).isFalse());
        untilTold(order, "payment.disputed.v1");
    }

    @Test
    void failuresAreToldOncePerAttemptAndMoneyBeatsThem() throws Exception {
        OrderId order = placed();
        AttemptNumber first = shop.visit(order);
        AttemptNumber second = shop.visit(order);

        for (AttemptNumber attempt : List.of(first, second, first, second)) {
            assertThat(shop.notify(signed(declined(order, attempt))).body()).isEqualTo("1|OK");
        }
        assertThat(shop.payment(order).state()).isEqualTo(new Failed(Set.of(first, second)));
        assertThat(shop.notify(signed(notice(order, second))).body()).isEqualTo("1|OK");
        assertThat(shop.notify(signed(declined(order, first))).body()).isEqualTo("1|OK");

        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        untilTold(order, "payment.confirmed.v1");
        assertThat(eventIds(order, "payment.failed.v1")).hasSize(2);
        assertThat(eventIds(order, "payment.confirmed.v1")).hasSize(1);
    }

    @Test
    @Tag("S2-23")
    void whatIsSignedButNotOursIsToldOnceAndNeverApplied() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = shop.visit(order);
        SequencedMap<String, String> cheap = notice(order, attempt);
        cheap.put("TradeAmt", "1");

        for (int copy = 0; copy < 3; copy++) {
            assertThat(shop.notify(signed(cheap)).body()).isEqualTo("0|not accepted");
        }

        assertThat(shop.payment(order).state().isPayable()).isTrue();
        JsonNode event = untilTold(order, "payment.disputed.v1");
        assertThat(event.at("/data/reason").asText()).isEqualTo("amount-mismatch");
        assertThat(event.at("/data/amount/amount").asText()).isEqualTo("1");
        assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");
        untilTold(order, "payment.confirmed.v1");
        assertThat(eventIds(order, "payment.disputed.v1")).hasSize(1);
    }

    @Test
    void aSecondPaymentIsNeverSilent() throws Exception {
        OrderId order = placed();
        AttemptNumber first = shop.visit(order);
        AttemptNumber second = shop.visit(order);
        SequencedMap<String, String> again = notice(order, second);
        again.put("TradeNo", "2601011000009999");

        shop.notify(signed(notice(order, first)));
        assertThat(shop.notify(signed(again)).body()).isEqualTo("1|OK");

        JsonNode event = untilTold(order, "payment.disputed.v1");
        assertThat(event.at("/data/reason").asText()).isEqualTo("second-payment");
        assertThat(event.at("/data/gatewayTradeNo").asText()).isEqualTo("2601011000009999");
        assertThat(((Confirmed) shop.payment(order).state()).attempt()).isEqualTo(first);
    }

    @Test
    void simulatedNoticesLeaveOneMarkAndNoMoney() throws Exception {
        OrderId order = placed();
        SequencedMap<String, String> simulated = notice(order, shop.visit(order));
        simulated.put("SimulatePaid", "1");

        shop.notify(signed(simulated));
        Map<String, ?> once = shop.item(order);
        assertThat(shop.notify(signed(simulated)).body()).isEqualTo("1|OK");

        assertThat(shop.item(order)).isEqualTo(once).containsKey("sim");
        assertThat(shop.payment(order).state().isPayable()).isTrue();
    }

    @Test
    @Tag("S2-23")
    void aSimulatedNoticeThatIsNotOursIsToldOnceAndLeavesNoMark() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = shop.visit(order);
        SequencedMap<String, String> simulated = notice(order, attempt);
        simulated.put("SimulatePaid", "1");
        SequencedMap<String, String> cheap = new LinkedHashMap<>(simulated);
        cheap.put("TradeAmt", "1");

        for (int copy = 0; copy < 3; copy++) {
            assertThat(shop.notify(signed(cheap)).body()).isEqualTo("0|not accepted");
        }

        assertThat(shop.item(order)).doesNotContainKey("sim");
        JsonNode event = untilTold(order, "payment.disputed.v1");
        assertThat(event.at("/data/reason").asText()).isEqualTo("amount-mismatch");
        assertThat(shop.notify(signed(simulated)).body()).isEqualTo("1|OK");
        assertThat(shop.item(order)).containsKey("sim");
        assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");
        untilTold(order, "payment.confirmed.v1");
        assertThat(eventIds(order, "payment.disputed.v1")).hasSize(1);
    }

    /**
     * Confirmed and told to a person in one write: the callback that did it is found all the same.
     */
    @Test
    void moneyThatOpensAnExpiredOrderAgainLeadsToItsCallback() throws Exception {
        try {
            reopen(Map.of("shop.late-payments", "reopen"));
            OrderId order = placed();
            AttemptNumber attempt = shop.visit(order);
            shop.bean(Payments.class).hear(order, new PaymentFact.DeadlinePassed());

            assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");

            assertThat(shop.payment(order).state()).isInstanceOf(PaymentState.Confirmed.class);
            assertThat(shop.item(order).keySet()).anyMatch(name -> name.matches("cb\\d+"));
        } finally {
            reopen(Map.of());
        }
    }

    /** The crash between write and publish: the first instance writes and cannot publish. */
    @Test
    void anEventThatWasWrittenAndNotPublishedIsSweptUp() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = shop.visit(order);
        try {
            reopen(
                    Map.of(
                            "messaging.topic-arn",
                            "arn:aws:sns:ap-northeast-1:000000000000:no-such-topic"));
            assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");
            assertThat(shop.item(order)).containsKey("pendingShard");
        } finally {
            reopen(Map.of());
        }

        untilTold(order, "payment.confirmed.v1");
        assertThat(eventIds(order, "payment.confirmed.v1")).hasSize(1);
    }

    @Test
    void poisonEndsInTheDeadLetterQueueAndTheGoodGoOn() throws Exception {
        String poison = "{\"specversion\": \"1.0\", \"poison\": \"" + EventIds.next() + "\"}";
        shop.send(poison);
        shop.send(shop.placed(new OrderId(EventIds.next())).replace("\"1200\"", "\"-1200\""));

        OrderId good = placed();

        assertThat(shop.payment(good).orderId()).isEqualTo(good);
        LiveShop.until("both are dead letters", () -> shop.deadLetters().size() == 2);
        assertThat(shop.deadLetters()).contains(poison);
    }

    private void reopen(Map<String, Object> other) {
        shop.close();
        shop = LiveShop.open(resources, other);
    }

    private OrderId placed() throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        untilKept(order);
        return order;
    }

    private void untilKept(OrderId order) {
        LiveShop.until(
                "the order is heard", () -> shop.bean(Payments.class).find(order).isPresent());
    }

    private static OrderId orderOf(Future<AttemptNumber> visit, OrderId order) throws Exception {
        visit.get();
        return order;
    }

    private static SequencedMap<String, String> declined(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = notice(order, attempt);
        fields.put("RtnCode", "10100248");
        fields.put("RtnMsg", "拒絕交易");
        return fields;
    }

    private JsonNode untilTold(OrderId order, String type) {
        LiveShop.until(type + " is told", () -> listen(order, type).findAny().isPresent());
        return only(shop.heard(), order, type).findAny().orElseThrow();
    }

    /** Listens for a while before it counts, so that one too many would be heard. */
    private List<String> eventIds(OrderId order, String type) {
        return listen(order, type).map(event -> event.get("id").asText()).distinct().toList();
    }

    private Stream<JsonNode> listen(OrderId order, String type) {
        try {
            return only(shop.told(), order, type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<JsonNode> only(List<JsonNode> events, OrderId order, String type) {
        return events.stream()
                .filter(event -> event.get("subject").asText().equals(order.value()))
                .filter(event -> event.get("type").asText().equals(type));
    }
}
