package io.cashbell.notification.delivery;

import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.template.Letter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mail, ready to be handed over. Every attempt of one notification makes an equal one.
 *
 * @param id fixes the {@code Message-ID}, so that receivers can collapse copies
 * @param date when the event was heard
 * @param traceparent W3C trace context of the event
 */
public record Mail(
        NotificationId id,
        Instant date,
        Recipient from,
        List<Recipient> to,
        Letter letter,
        @Nullable String traceparent) {

    public Mail {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("a mail has at least one recipient");
        }
    }

    /** {@code <eventId@host of the sender>}. */
    public String messageId() {
        return "<" + id.eventId() + "@" + from.host() + ">";
    }
}
