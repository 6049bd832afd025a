package io.cashbell.notification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The owner's look at mails, a page at a time. Nothing is ever looked for in the whole table. */
public interface NotificationLists {

    /** Statuses of mails that somebody may have to see to. */
    Set<DeliveryStatus> OPEN =
            Set.of(
                    DeliveryStatus.FAILED,
                    DeliveryStatus.SUPPRESSED,
                    DeliveryStatus.WAITING,
                    DeliveryStatus.SENDING);

    /** Statuses whose mails are found without naming an order. */
    Set<DeliveryStatus> LISTED =
            Set.of(
                    DeliveryStatus.FAILED,
                    DeliveryStatus.SUPPRESSED,
                    DeliveryStatus.WAITING,
                    DeliveryStatus.SENDING,
                    DeliveryStatus.PLANNED);

    /**
     * A part of a list. It may be short, even empty, and yet have a next one.
     *
     * @param next what the next page begins behind; null on the last one
     */
    record Page(List<Notification> notifications, @Nullable String next) {
        public Page {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * The mails of one order, latest first. What was never to be sent is not among them.
     *
     * @param cursor of the page before; null for the first one
     * @throws IllegalArgumentException if no page has that cursor
     */
    Page ofOrder(
            String orderId, Optional<DeliveryStatus> status, @Nullable String cursor, int limit);

    /**
     * The mails of all orders that stand so: the given-up ones first, then the suppressed ones,
     * each latest first, then those that wait, by when they are tried again in each part of the
     * index. One that is being sent for the first time is not among them.
     *
     * @param statuses of {@link #LISTED}, at least one
     * @throws IllegalArgumentException if no page has that cursor
     */
    Page standing(Set<DeliveryStatus> statuses, @Nullable String cursor, int limit);
}
