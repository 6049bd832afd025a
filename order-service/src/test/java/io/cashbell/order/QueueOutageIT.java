package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.order.fakes.Shop;
import io.cashbell.order.fakes.UnreadableQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue cannot be read, and buyers do not need it. */
@Timeout(120)
class QueueOutageIT extends ServiceOnABackend {
    QueueOutageIT(Resources resources) {
        super(resources);
    }

    @Override
    Shop open() {
        return Shop.open(resources, Map.of(UnreadableQueue.WANTED, true));
    }

    @Test
    void ordersAreTakenThroughAnOutageAndHearingGoesOnAfterIt() {
        UnreadableQueue queue = shop.the(UnreadableQueue.class);
        queue.breakDown();
        await("several reads have failed", () -> failedReads() >= 3);

        JsonNode order = place(shop);
        send(confirmed(order.path("orderId").asText(), "1200"));

        assertThat(shop.get("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(status(order)).isEqualTo("created");
        queue.recover();
        await("the order is paid", () -> status(order).equals("paid"));
    }

    private double failedReads() {
        return shop.the(MeterRegistry.class).counter("messaging.reads.failed").count();
    }
}
