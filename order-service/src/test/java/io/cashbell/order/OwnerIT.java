package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the owner commands, raced by others, and what is told of it. */
@Timeout(120)
class OwnerIT extends ServiceOnABackend {
    private static final String PARCEL = "{\"carrier\": \"黑貓\", \"trackingNumber\": \"9065\"}";
    private static final String ON_ARRIVAL = Shop.ORDER.replace("ecpay-credit", "pay-on-arrival");
    private static final int RACERS = 12;

    /** By id: what was told since the test began. */
    private final Map<String, CloudEvent> told = new LinkedHashMap<>();

    OwnerIT(Resources resources) {
        super(resources);
    }

    @Test
    @Tag("S4-11")
    @Tag("S4-32")
    void anOrderThatIsPaidOnArrivalIsShippedOnceThenCollectedOnce() {
        String id = json(shop.order(ON_ARRIVAL)).path("orderId").asText();

        List<Integer> shipped = race(i -> shop.command(id, "ship", PARCEL));
        List<Integer> collected = race(i -> shop.command(id, "collect", "{}"));

        assertThat(shipped).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(collected).containsOnlyOnce(200).containsOnly(200, 409);
        JsonNode order = json(shop.ask("/orders/" + id));
        assertThat(order.path("status").asText()).isEqualTo("paid");
        assertThat(order.path("timeline").findValuesAsText("what"))
                .containsExactly("order.placed", "order.shipped", "order.collected");
    }

    @Test
    void oneKeyFromManyClientsIsOneCommand() {
        String id = json(shop.order(ON_ARRIVAL)).path("orderId").asText();
        List<HttpResponse<String>> answers =
                IntStream.range(0, RACERS)
                        .parallel()
                        .mapToObj(i -> shop.command(id, "ship", PARCEL, KEY, "ship"))
                        .toList();
        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(
                        answers.stream()
                                .filter(a -> a.headers().map().containsKey("idempotency-replayed")))
                .hasSize(RACERS - 1);
    }

    @Test
    @Tag("S4-11")
    void whoeverWinsBetweenCallingOffAndPayingNothingIsLost() {
        for (int run = 0; run < 6; run++) {
            JsonNode placed = place(shop);
            OrderId id = new OrderId(placed.path("orderId").asText());
            List<Integer> cancelled = new ArrayList<>();
            Thread payer =
                    Thread.startVirtualThread(
                            () -> shop.the(Orders.class).hear(id, OrderFixtures.paid()));
            cancelled.add(shop.command(id.value(), "cancel", "{\"reason\": \"no\"}").statusCode());
            await("the payment is heard", () -> !payer.isAlive());

            Order order = stored(id);
            assertThat(order.state().receipt()).as("the money is seen in any case").isNotNull();
            assertThat(order.state().status())
                    .isEqualTo(
                            cancelled.getFirst() == 200 ? OrderStatus.CANCELLED : OrderStatus.PAID);
            assertThat(order.state().payment()).isEqualTo(PaymentStatus.CONFIRMED);
        }
    }

    @Test
    @Tag("S4-11")
    void manyRefundsAtOnceNeverGiveBackMoreThanCameInAndEachIsTold() {
        JsonNode placed = place(shop);
        String id = placed.path("orderId").asText();
        shop.the(Orders.class).hear(new OrderId(id), OrderFixtures.paid());

        List<Integer> answers =
                race(
                        i ->
                                shop.command(
                                        id,
                                        "refund",
                                        "{\"amount\": {\"amount\": \"500\", \"currency\":"
                                                + " \"TWD\"}, \"reason\": \"race\"}"));

        assertThat(Collections.frequency(answers, 200)).isEqualTo(2);
        assertThat(answers).containsOnly(200, 409);
        JsonNode order = json(shop.ask("/orders/" + id));
        assertThat(order.at("/payment/status").asText()).isEqualTo("refund-pending");
        List<String> ids = order.at("/payment/refunds").findValuesAsText("refundId");
        await("both are told", () -> toldOf(id, "order.refund-requested.v1").size() == 2);
        assertThat(toldOf(id, "order.refund-requested.v1"))
                .allSatisfy(
                        event -> {
                            assertThat(event.id())
                                    .isEqualTo(event.data().path("refundId").asText());
                            assertThat(event.data().at("/amount/amount").asText()).isEqualTo("500");
                        })
                .extracting(CloudEvent::id)
                .containsExactlyInAnyOrderElementsOf(ids);

        send(event(id, "payment.refunded.v1", 4, refunded(ids.getFirst(), "700")));
        send(event(id, "payment.refund-failed.v1", 5, failed(ids.getLast())));
        await(
                "both are heard",
                () ->
                        stored(new OrderId(id)).state().payment()
                                == PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(stored(new OrderId(id)).concerns())
                .containsExactly("refund of 500 TWD failed: not enough");
        assertThat(json(shop.ask("/orders/" + id)).at("/payment/refundable/amount").asText())
                .isEqualTo("700");
    }

    @Test
    void whatTheOwnerAndTheClockDoIsTold() {
        String shipped = json(shop.order(ON_ARRIVAL)).path("orderId").asText();
        String cancelled = place(shop).path("orderId").asText();
        String expired = place(shop).path("orderId").asText();
        shop.command(shipped, "ship", PARCEL);
        shop.command(cancelled, "cancel", "{\"reason\": \"買家來電取消\"}");
        CloudEvent over =
                shop.the(CloudEventCodec.class)
                        .decode(event(expired, "payment.expired.v1", 2, "{\"reason\": \"late\"}"));
        send(shop.the(CloudEventCodec.class).encode(over));

        await(
                "both are told",
                () ->
                        !toldOf(cancelled, "order.cancelled.v1").isEmpty()
                                && !toldOf(expired, "order.expired.v1").isEmpty());
        CloudEvent off = toldOf(cancelled, "order.cancelled.v1").getFirst();
        assertThat(off.data().path("reason").asText()).isEqualTo("買家來電取消");
        assertThat(off.sequence()).isEqualTo(2);
        assertThat(toldOf(expired, "order.expired.v1").getFirst().causationId())
                .isEqualTo(over.id());
        assertThat(json(shop.ask("/orders/" + shipped)).path("status").asText())
                .isEqualTo("shipped");
    }

    private static String refunded(String refundId, String remaining) {
        return """
               {"paymentId": "payment-1", "refundId": "%s",
                "amount": {"amount": "500", "currency": "TWD"},
                "remaining": {"amount": "%s", "currency": "TWD"}}
               """
                .formatted(refundId, remaining);
    }

    private static String failed(String refundId) {
        return """
               {"paymentId": "payment-1", "refundId": "%s", "reason": "not enough",
                "amount": {"amount": "500", "currency": "TWD"},
                "remaining": {"amount": "700", "currency": "TWD"}}
               """
                .formatted(refundId);
    }

    /** The payment service's queue hears all but what is shipped. */
    private List<CloudEvent> toldOf(String orderId, String type) {
        CloudEventCodec codec = shop.the(CloudEventCodec.class);
        receive("PAYMENT_QUEUE_URL").stream()
                .map(message -> codec.decode(message.body()))
                .forEach(event -> told.put(event.id(), event));
        return told.values().stream()
                .filter(event -> event.subject().equals(orderId) && event.type().equals(type))
                .toList();
    }

    private static List<Integer> race(IntFunction<HttpResponse<String>> command) {
        return IntStream.range(0, RACERS)
                .parallel()
                .mapToObj(i -> command.apply(i).statusCode())
                .toList();
    }
}
