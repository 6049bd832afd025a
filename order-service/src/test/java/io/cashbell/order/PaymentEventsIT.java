package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.fakes.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the queue brings: twice, in any order, and spoilt. */
@Timeout(120)
class PaymentEventsIT extends ServiceOnABackend {
    PaymentEventsIT(Resources resources) {
        super(resources);
    }

    @Test
    @Tag("S4-41")
    void whateverIsRepeatedOrReorderedEachOrderIsPaidOnce() {
        Random random = new Random(11);
        List<JsonNode> orders =
                IntStream.range(0, 20).parallel().mapToObj(i -> place(shop)).toList();
        List<String> messages = new ArrayList<>();
        for (JsonNode order : orders) {
            String id = order.path("orderId").asText();
            String confirmed = confirmed(id, "1200");
            messages.addAll(List.of(confirmed, confirmed, confirmed));
            messages.add(event(id, "payment.session-created.v1", 1, "{\"attempt\": 1}"));
            messages.add(event(id, "payment.failed.v1", 2, "{\"reason\": \"declined\"}"));
        }
        Collections.shuffle(messages, random);
        messages.parallelStream().forEach(this::send);

        for (JsonNode order : orders) {
            await(
                    "the order is paid and the queue is quiet",
                    () -> status(order).equals("paid") && queueIsEmpty());
            JsonNode stored = json(shop.get(path(order)));
            assertThat(stored.path("payment").path("status").asText()).isEqualTo("confirmed");
        }
    }

    @Test
    @Tag("S2-22")
    void aPaymentOfAnotherAmountPaysNothing() {
        JsonNode order = place(shop);
        OrderId id = new OrderId(order.path("orderId").asText());
        send(confirmed(id.value(), "12"));
        await("the concern is kept", () -> !stored(id).concerns().isEmpty());
        assertThat(status(order)).isEqualTo("created");
        send(confirmed(id.value(), "1200"));
        await("the right one pays", () -> status(order).equals("paid"));
    }

    @Test
    @Tag("S4-31")
    @Tag("S4-42")
    @Tag("S4-46")
    void aNumberToPayWithIsKeptUntilTheMoneyComes() {
        JsonNode order = json(shop.order(Shop.ORDER.replace("ecpay-credit", "ecpay-atm")));
        String id = order.path("orderId").asText();
        String issued =
                event(
                        id,
                        "payment.instructions-issued.v1",
                        2,
                        """
                        {"bankCode": "812", "account": "9103522175887271",
                         "expiresAt": "2026-03-04T15:59:59Z"}
                        """);
        send(issued);
        send(issued);
        await("the number is shown", () -> !instructions(order).isMissingNode());
        assertThat(instructions(order).path("account").asText()).isEqualTo("9103522175887271");
        assertThat(stored(new OrderId(id)).state().instructions()).isNotNull();

        send(confirmed(id, "1200").replace("ecpay-credit", "ecpay-atm"));
        await("the order is paid", () -> status(order).equals("paid"));
        assertThat(instructions(order).isMissingNode()).isTrue();
    }

    @Test
    void moneyThatCameAnotherWayPaysTheOrderThatWasToBePaidByCard() {
        JsonNode order = place(shop);
        OrderId id = new OrderId(order.path("orderId").asText());

        send(confirmed(id.value(), "1200").replace("ecpay-credit", "ecpay-webatm"));

        await("the order is paid", () -> status(order).equals("paid"));
        assertThat(json(shop.get(path(order))).at("/payment/method").asText())
                .isEqualTo("ecpay-webatm");
        assertThat(stored(id).method()).isEqualTo(PaymentMethod.ECPAY_CREDIT);
        assertThat(stored(id).concerns()).isEmpty();
    }

    private JsonNode instructions(JsonNode order) {
        return json(shop.get(path(order))).path("payment").path("instructions");
    }

    @Test
    void poisonEndsInTheDeadLetterQueueAndTheGoodGoOn() {
        List<String> poison =
                List.of(
                        "no json " + EventIds.next(),
                        confirmed(EventIds.next(), "1200"),
                        confirmed(EventIds.next(), "-5"),
                        event(EventIds.next(), "payment.confirmed.v1", 1, "{}"));
        poison.forEach(this::send);
        JsonNode order = place(shop);
        send(confirmed(order.path("orderId").asText(), "1200"));
        await("the good one is heard", () -> status(order).equals("paid"));
        Set<String> dead = new HashSet<>();
        await(
                "all the poison is in the dead-letter queue",
                () -> {
                    receive("ORDER_QUEUE_DEAD_LETTERS_URL")
                            .forEach(message -> dead.add(message.body()));
                    return dead.containsAll(poison);
                });
        assertThat(dead).hasSameSizeAs(poison);
    }
}
