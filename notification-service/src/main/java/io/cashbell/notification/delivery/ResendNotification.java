package io.cashbell.notification.delivery;

import io.cashbell.notification.DeliveryFact.ResendAsked;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryTransitions;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import io.cashbell.notification.problem.NotificationProblem;
import io.cashbell.web.log.Unloggable;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a mail because the owner asks for it: one that was sent or given up once more, under the
 * {@code Message-ID} it always had; one that waits now instead of later. That it is due is written
 * first, so the sweep brings it on if this process dies.
 */
@Singleton
public final class ResendNotification {
    private static final Logger log = LoggerFactory.getLogger(ResendNotification.class);

    /** Others move a mail on at most a few times while we try to. */
    private static final int MOST_CONFLICTS = 5;

    private final Notifications notifications;
    private final DeliverNotification deliver;
    private final InstantSource clock;

    public ResendNotification(
            Notifications notifications, DeliverNotification deliver, InstantSource clock) {
        this.notifications = notifications;
        this.deliver = deliver;
        this.clock = clock;
    }

    /**
     * Returns after one attempt, whatever its outcome.
     *
     * @param who asked, for the log
     * @return the mail as it stands then: sent, or waiting again
     */
    public Notification resend(NotificationId id, String who) {
        makeDue(id);
        log.atInfo()
                .addKeyValue("orderId", id.orderId())
                .addKeyValue("eventId", id.eventId())
                .addKeyValue("who", Unloggable.who(who))
                .log("Mail sent again by hand");
        deliver.retry(id);
        return find(id);
    }

    private void makeDue(NotificationId id) {
        Notification known = find(id);
        for (int i = 0; i < MOST_CONFLICTS; i++) {
            if (known.state() instanceof Sending sending && !sending.leaseIsOver(clock.instant())) {
                throw NotificationProblem.NOT_RESENDABLE.because("It is being sent right now.");
            }
            var next = DeliveryTransitions.next(known.state(), new ResendAsked(clock.instant()));
            if (known.state() instanceof Dropped && next.equals(known.state())) {
                throw NotificationProblem.NOT_RESENDABLE.because(
                        "It is not needed any more: the order is paid, cancelled or expired.");
            }
            if (next.equals(known.state())) {
                return;
            }
            Optional<Notification> moved = notifications.replace(known, next);
            if (moved.isEmpty()) {
                return;
            }
            known = moved.get();
        }
        throw NotificationProblem.NOT_RESENDABLE.because("Others are moving it on right now.");
    }

    private Notification find(NotificationId id) {
        return notifications
                .find(id)
                .orElseThrow(
                        () ->
                                NotificationProblem.NOTIFICATION_NOT_FOUND.because(
                                        "no mail " + id + " was ever recorded"));
    }
}
