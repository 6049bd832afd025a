package io.cashbell.notification.intake;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.trace.TraceContext;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.delivery.Reminders;
import io.cashbell.notification.event.PaymentConfirmed;
import io.cashbell.notification.event.PaymentExpired;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Which events make a buyer be reminded, and which not any more. */
@Singleton
final class ReminderEventHandler {
    private static final Set<String> OVERTAKES =
            Set.of(
                    PaymentConfirmed.TYPE,
                    PaymentExpired.TYPE,
                    "order.cancelled.v1",
                    "order.expired.v1");

    private final Reminders reminders;
    private final boolean on;

    ReminderEventHandler(Reminders reminders, IntakeConfig config, TypeConfig types) {
        this.reminders = reminders;
        this.on = config.buyers() && !types.isOff(Occasion.BUYER_REMINDER);
    }

    /**
     * @param forBuyer what the same event tells the buyer at once
     */
    void hear(CloudEvent event, Optional<News> forBuyer) {
        if (!on) {
            return;
        }
        if (OVERTAKES.contains(event.type())) {
            reminders.overtake(event.subject());
        }
        forBuyer.filter(news -> news.occasion() == Occasion.BUYER_TRANSFER)
                .ifPresent(
                        news ->
                                reminders.plan(
                                        event.subject(),
                                        news,
                                        TraceContext.current().traceparent()));
    }
}
