package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the service gave up, seen and brought back by its owner. */
@Timeout(120)
@Tag("message-move-task")
class DeadLettersIT extends ServiceOnABackend {
    DeadLettersIT(Resources resources) {
        super(resources);
    }

    /** As after a table was restored: the payment was heard of before its order was there again. */
    @Test
    @Tag("S4-11")
    void aPaymentThatWasGivenUpIsAppliedOnceItsOrderIsThere() {
        OrderId id = new OrderId(EventIds.next());
        send(confirmed(id.value(), "1200"));
        await("it is given up", () -> queue().path("deadLetters").asInt() == 1);
        assertThat(queue().at("/queue/waiting").asInt()).isZero();
        shop.the(Orders.class).place(OrderFixtures.byCard(id));

        HttpResponse<String> redrive =
                shop.send(
                        shop.request("/api/admin/queue/redrive")
                                .header("Authorization", "Bearer " + Shop.ADMIN_TOKEN)
                                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(redrive.statusCode()).isEqualTo(202);
        assertThat(json(redrive).path("messages").asInt()).isEqualTo(1);
        await("it is paid", () -> stored(id).state().status() == OrderStatus.PAID);
        await("nothing is left", () -> queue().path("deadLetters").asInt() == 0 && queueIsEmpty());
    }

    private JsonNode queue() {
        return json(shop.ask("/queue"));
    }
}
