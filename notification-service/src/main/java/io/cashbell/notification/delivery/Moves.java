package io.cashbell.notification.delivery;

import io.cashbell.messaging.ContentionException;
import io.cashbell.notification.DeliveryFact;
import io.cashbell.notification.DeliveryTransitions;
import io.cashbell.notification.Notification;
import io.cashbell.notification.Notifications;
import java.util.Optional;

/** Writes what a fact leads to, whatever others have written meanwhile. */
final class Moves {
    /** Others move a mail on at most a few times while we try to. */
    private static final int MOST_CONFLICTS = 5;

    private final Notifications notifications;

    Moves(Notifications notifications) {
        this.notifications = notifications;
    }

    void record(Notification seen, DeliveryFact fact) {
        Notification known = seen;
        for (int i = 0; i < MOST_CONFLICTS; i++) {
            var next = DeliveryTransitions.next(known.state(), fact);
            if (next.equals(known.state())) {
                return;
            }
            Optional<Notification> moved = notifications.replace(known, next);
            if (moved.isEmpty()) {
                return;
            }
            known = moved.get();
        }
        throw new ContentionException("mail " + seen.id() + " is moved on by too many");
    }
}
