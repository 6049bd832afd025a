package io.cashbell.notification.intake;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.News;
import io.cashbell.notification.event.OrderCreated;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What administrators should know of {@code order.*}. */
@Singleton
final class OrderEventHandler {
    private final EventReader reader;

    OrderEventHandler(EventReader reader) {
        this.reader = reader;
    }

    Optional<News> read(CloudEvent event) {
        if (!event.type().equals(OrderCreated.TYPE)) {
            return Optional.empty();
        }
        OrderCreated created = reader.read(event, OrderCreated.class);
        return created.isPaidOnArrival()
                ? Optional.of(created.toNews(event.time()))
                : Optional.empty();
    }
}
