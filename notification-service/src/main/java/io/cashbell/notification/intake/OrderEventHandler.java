package io.cashbell.notification.intake;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.event.OrderCreated;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What administrators should know of {@code order.*}. */
@Singleton
final class OrderEventHandler {
    private final EventReader reader;
    private final IntakeConfig config;

    OrderEventHandler(EventReader reader, IntakeConfig config) {
        this.reader = reader;
        this.config = config;
    }

    Optional<News> read(CloudEvent event) {
        if (!event.type().equals(OrderCreated.TYPE)) {
            return Optional.empty();
        }
        OrderCreated created = reader.read(event, OrderCreated.class);
        if (created.isPaidOnArrival()) {
            return Optional.of(created.toNews(Occasion.ORDER_PLACED, event.time()));
        }
        return config.tellsOfEveryOrder()
                ? Optional.of(created.toNews(Occasion.ORDER_RECEIVED, event.time()))
                : Optional.empty();
    }
}
