package io.cashbell.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail, from the moment its event was heard.
 *
 * @param recordedAt when the event was first heard, of a mail that is planned for later when it is
 *     due; how long we try counts from here
 * @param traceparent W3C trace context of that event, carried on into the mail
 */
public record Notification(
        NotificationId id,
        News news,
        Instant recordedAt,
        @Nullable String traceparent,
        DeliveryState state) {

    /** The same mail, further on. */
    public Notification with(DeliveryState next) {
        return new Notification(id, news, recordedAt, traceparent, next);
    }

    /** Says of an order that its buyer is not to be reminded, before anybody wanted to. */
    public boolean isPlaceholder() {
        return state instanceof DeliveryState.Dropped
                && news.occasion() == Occasion.BUYER_REMINDER
                && news.transfer() == null;
    }
}
