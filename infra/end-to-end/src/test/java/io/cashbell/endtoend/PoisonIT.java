package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Crowd;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.local.process.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that nobody can handle, among good ones. */
@ExtendWith(ShopExtension.class)
class PoisonIT {
    private static final int GOOD = 24;
    private static final int AT_ONCE = 8;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Shop shop;

    PoisonIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void poisonEndsInTheDeadLetterQueueWithItsReasonLoggedAndTheGoodOnesAreDone() {
        var poison = poison();
        var log = shop.log(Service.ORDER);
        var reasonsBefore = log.linesWith("A message goes to the dead-letter queue").size();
        var queue = shop.queue(Service.ORDER);
        poison.forEach(queue::send);

        var paid =
                Crowd.of(
                        AT_ONCE,
                        IntStream.range(0, GOOD).boxed().toList(),
                        number -> {
                            queue.send(poison.get(number % poison.size()));
                            return pay();
                        });
        paid.forEach(each -> each.buyer().awaitStatus(each.order(), "paid", SOON));

        var dead = shop.deadLetters(Service.ORDER);
        var expected = poison.size() + GOOD;
        Poll.until(SOON, "all the poison is out of the way", () -> dead.size() >= expected);
        var found = dead.empty();
        assertThat(found).hasSize(expected).hasSameElementsAs(poison);
        assertThat(queue.size()).isZero();
        var reasons = log.linesWith("A message goes to the dead-letter queue");
        assertThat(reasons).hasSize(reasonsBefore + expected);
        assertThat(reasons).allMatch(line -> line.toString().contains("\"receives\":5"));
        assertThat(reasons).allMatch(line -> line.toString().contains("\"reason\":"));
    }

    private Paid pay() {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).pay();
        return new Paid(buyer, order);
    }

    private static List<String> poison() {
        return List.of(
                "this is no JSON",
                "[]",
                "{\"specversion\":\"1.0\"",
                "[".repeat(20_000),
                event().put("specversion", "2.0").toString(),
                event().put("subject", "no order has such a number \u0000").toString(),
                without("subject").toString(),
                without("data").toString(),
                event().put("time", "yesterday").toString(),
                event().put("specversion", "0").put("padding", "茶".repeat(60_000)).toString());
    }

    private static ObjectNode without(String field) {
        var event = event();
        event.remove(field);
        return event;
    }

    /** As the payment service would tell it, but of an order that there is not. */
    private static ObjectNode event() {
        var event =
                Json.object()
                        .put("specversion", "1.0")
                        .put("id", UUID.randomUUID().toString())
                        .put("source", "/payment-service")
                        .put("type", "payment.confirmed.v1")
                        .put("subject", UUID.randomUUID().toString())
                        .put("time", "2026-01-01T00:00:00Z")
                        .put("datacontenttype", "application/json")
                        .put("sequence", "1");
        event.putObject("data").put("orderId", event.path("subject").asText());
        return event;
    }

    private record Paid(Buyer buyer, PlacedOrder order) {}
}
