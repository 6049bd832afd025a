package io.cashbell.notification.delivery;

import io.cashbell.notification.DeliveryFact.Overtaken;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Transfer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reminder an order, before the time to pay by transfer is over, unless it is paid, cancelled
 * or expired by then. It is a mail like others, planned for later, under an id that the order alone
 * decides: the one item holds both that somebody is to be reminded and that nobody is, so events
 * may be told in any order and any number of times.
 */
@Singleton
public final class Reminders {
    private static final String SUFFIX = "-reminder";
    private static final int LONGEST_ID = 64;

    private final Notifications notifications;
    private final InstantSource clock;
    private final ReminderConfig config;
    private final Moves moves;

    public Reminders(Notifications notifications, InstantSource clock, ReminderConfig config) {
        this.notifications = notifications;
        this.clock = clock;
        this.config = config;
        this.moves = new Moves(notifications);
    }

    /**
     * Plans the reminder. Of two numbers to pay by, the later one is reminded of. Where the time to
     * pay is so short that the buyer has just been told, nobody is reminded.
     *
     * @param told the buyer's mail that says where to pay
     */
    public void plan(String orderId, News told, @Nullable String traceparent) {
        Transfer transfer = told.transfer();
        if (transfer == null) {
            return;
        }
        Instant due = transfer.until().minus(config.before());
        if (!due.isAfter(clock.instant())) {
            return;
        }
        Notification fresh =
                new Notification(
                        id(orderId),
                        told.as(Occasion.BUYER_REMINDER),
                        due,
                        traceparent,
                        new Planned(due));
        Optional<Notification> known = notifications.insert(fresh);
        while (known.isPresent() && isOlder(known.get(), fresh)) {
            known = notifications.rewrite(known.get(), fresh);
        }
    }

    /** Says that nobody is to be reminded any more: paid, cancelled or expired. */
    public void overtake(String orderId) {
        Instant now = clock.instant();
        notifications
                .insert(
                        new Notification(
                                id(orderId),
                                News.bare(Occasion.BUYER_REMINDER, now),
                                now,
                                null,
                                new Dropped(now, 0, Why.NOT_NEEDED)))
                .ifPresent(known -> moves.record(known, new Overtaken(now)));
    }

    private static boolean isOlder(Notification known, Notification fresh) {
        return known.state() instanceof Planned && known.news().at().isBefore(fresh.news().at());
    }

    /** Ends the {@code Message-ID}, too, so it names the order. */
    static NotificationId id(String orderId) {
        int most = LONGEST_ID - SUFFIX.length();
        String start = orderId.length() > most ? orderId.substring(0, most) : orderId;
        return new NotificationId(orderId, start + SUFFIX);
    }
}
