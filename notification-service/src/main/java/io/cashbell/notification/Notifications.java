package io.cashbell.notification;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All mails that were ever recorded. Every write is durable when it returns. */
public interface Notifications {

    /**
     * Records a new mail.
     *
     * @return empty if it is recorded now, otherwise the one that is known under this id already
     */
    Optional<Notification> insert(Notification fresh);

    Optional<Notification> find(NotificationId id);

    /**
     * Moves a mail on, provided it still stands where the caller last saw it.
     *
     * @return empty if that is written, otherwise the mail as it stands now
     */
    Optional<Notification> replace(Notification seen, DeliveryState next);

    /**
     * As {@link #replace}, with other facts: {@code next} takes the place of {@code seen}.
     *
     * @param next of the same id
     */
    Optional<Notification> rewrite(Notification seen, Notification next);

    /**
     * All mails that wait for another attempt, each once, a page at a time. The parts of the index
     * take turns, and in each those that waited longest come first: whatever stays at the head of
     * one hides nothing. A page is read when it is asked for and may be a moment old, or empty:
     * whoever wants a mail claims it first.
     *
     * @param page so many at most
     */
    Iterator<List<NotificationId>> findDue(Instant now, int page);
}
