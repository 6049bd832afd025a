package io.cashbell.notification;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which mail this is: the one that this event about this order causes. The same event always gives
 * the same id, so a second copy of it is recognised.
 *
 * @param eventId the CloudEvents id; it becomes part of the {@code Message-ID}, hence the narrow
 *     alphabet
 */
public record NotificationId(String orderId, String eventId) {
    private static final String HOOK = "-hook";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public NotificationId {
        if (!SAFE.matcher(orderId).matches()) {
            throw new IllegalArgumentException("an order id has 1 to 64 of A-Z a-z 0-9 _ -");
        }
        if (!SAFE.matcher(eventId).matches()) {
            throw new IllegalArgumentException("an event id has 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    /** The same news, told to the shop's program instead of its people. */
    public NotificationId toHook() {
        return new NotificationId(orderId, eventId + HOOK);
    }

    /** A webhook, no mail. */
    public boolean isHook() {
        return eventId.endsWith(HOOK);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @return empty if no mail can have that id
     */
    public static Optional<NotificationId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0
                || !SAFE.matcher(text.substring(0, dot)).matches()
                || !SAFE.matcher(text.substring(dot + 1)).matches()) {
            return Optional.empty();
        }
        return Optional.of(new NotificationId(text.substring(0, dot), text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return orderId + "." + eventId;
    }
}
