package io.cashbell.notification.intake;

import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.trace.TraceContext;
import io.cashbell.notification.News;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.delivery.DeliverNotification;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Hears every event of the queue. An event of an unknown type is somebody else's and is skipped;
 * one that cannot be read is thrown, and ends in the dead-letter queue.
 */
@Singleton
final class EventIntake implements EventHandler {
    private final OrderEventHandler orders;
    private final PaymentEventHandler payments;
    private final DeliverNotification deliver;

    EventIntake(
            OrderEventHandler orders, PaymentEventHandler payments, DeliverNotification deliver) {
        this.orders = orders;
        this.payments = payments;
        this.deliver = deliver;
    }

    @Override
    public void handle(CloudEvent event) {
        Optional<News> news = orders.read(event).or(() -> payments.read(event));
        if (news.isPresent()) {
            deliver.deliver(
                    new NotificationId(event.subject(), event.id()),
                    news.get(),
                    TraceContext.current().traceparent());
        }
    }
}
