package io.cashbell.notification.intake;

import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.trace.TraceContext;
import io.cashbell.notification.News;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.delivery.DailyDigest;
import io.cashbell.notification.delivery.DeliverNotification;
import io.cashbell.notification.delivery.HookDelivery;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Hears every event of the queue. An event of an unknown type is somebody else's and is skipped;
 * one that cannot be read is thrown, and ends in the dead-letter queue.
 */
@Singleton
final class EventIntake implements EventHandler {
    /** Ends the id of the buyer's mail: one event may cause two. */
    private static final String BUYERS = "-buyer";

    private final OrderEventHandler orders;
    private final PaymentEventHandler payments;
    private final BuyerEventHandler buyers;
    private final ReminderEventHandler reminders;
    private final TypeConfig types;
    private final DailyDigest digest;
    private final HookDelivery hook;
    private final DeliverNotification deliver;

    EventIntake(
            OrderEventHandler orders,
            PaymentEventHandler payments,
            BuyerEventHandler buyers,
            ReminderEventHandler reminders,
            TypeConfig types,
            DailyDigest digest,
            HookDelivery hook,
            DeliverNotification deliver) {
        this.orders = orders;
        this.payments = payments;
        this.buyers = buyers;
        this.reminders = reminders;
        this.types = types;
        this.digest = digest;
        this.hook = hook;
        this.deliver = deliver;
    }

    @Override
    public void handle(CloudEvent event) {
        Optional<News> news = orders.read(event).or(() -> payments.read(event));
        // Both are read before the first is sent: an event that breaks its contract sends nothing.
        Optional<News> forBuyer = buyers.read(event);
        // Whoever has paid is not reminded, however long the other mails take.
        reminders.hear(event, forBuyer);
        news.ifPresent(told -> deliver(event, event.id(), told));
        forBuyer.ifPresent(told -> deliver(event, event.id() + BUYERS, told));
    }

    private void deliver(CloudEvent event, String id, News news) {
        if (types.isOff(news.occasion())) {
            return;
        }
        NotificationId mail = new NotificationId(event.subject(), id);
        if (hook.isOn() && !news.occasion().isForBuyer()) {
            hook.tell(mail.toHook(), news, TraceContext.current().traceparent());
        }
        if (digest.gathers(news.occasion())) {
            digest.gather(mail, news);
        } else {
            deliver.deliver(mail, news, TraceContext.current().traceparent());
        }
    }
}
