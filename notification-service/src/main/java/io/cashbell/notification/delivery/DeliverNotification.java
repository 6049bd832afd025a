package io.cashbell.notification.delivery;

import io.cashbell.messaging.trace.TraceContext;
import io.cashbell.notification.DeliveryFact;
import io.cashbell.notification.DeliveryFact.Claimed;
import io.cashbell.notification.DeliveryFact.GivenUp;
import io.cashbell.notification.DeliveryFact.HandedOver;
import io.cashbell.notification.DeliveryFact.HeardAgain;
import io.cashbell.notification.DeliveryFact.Overtaken;
import io.cashbell.notification.DeliveryFact.Refused;
import io.cashbell.notification.DeliveryFact.Withheld;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.DeliveryTransitions;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import io.cashbell.notification.delivery.Composed.Ready;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends a mail at least once: recorded before it is handed over and after. Nobody can make the
 * hand-over and the second record one step, so a crash between them leads to a copy with the same
 * {@code Message-ID}.
 *
 * <p>Returning means that the record is durable and that somebody will see to it: the event's
 * message may be acknowledged, also when the mail server is down.
 */
@Singleton
public final class DeliverNotification {
    private static final Logger log = LoggerFactory.getLogger(DeliverNotification.class);

    private final Notifications notifications;
    private final MailComposer composer;
    private final Mailer mailer;
    private final HookSender hook;
    private final DeliveryCounts counts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration lease;
    private final RetrySchedule schedule;
    private final Moves moves;

    public DeliverNotification(
            Notifications notifications,
            MailComposer composer,
            Mailer mailer,
            HookSender hook,
            DeliveryCounts counts,
            InstantSource clock,
            RandomGenerator random,
            DeliveryConfig config) {
        this.notifications = notifications;
        this.composer = composer;
        this.mailer = mailer;
        this.hook = hook;
        this.counts = counts;
        this.clock = clock;
        this.random = random;
        this.lease = config.lease();
        this.schedule = config.schedule();
        this.moves = new Moves(notifications);
    }

    /**
     * Hears news for the first time or again.
     *
     * @throws RuntimeException if the record could not be written; hearing it again is safe
     */
    public void deliver(NotificationId id, News news, @Nullable String traceparent) {
        Instant now = clock.instant();
        Notification fresh =
                new Notification(
                        id, news, now, traceparent, DeliveryTransitions.first(now.plus(lease)));
        Optional<Notification> known = notifications.insert(fresh);
        if (known.isEmpty()) {
            send(fresh);
        } else {
            hearAgain(known.get());
        }
    }

    /** Another attempt for a mail that waits. */
    public Answer retry(NotificationId id) {
        Optional<Notification> known = notifications.find(id);
        if (known.isEmpty()) {
            return Answer.NOT_ASKED;
        }
        if (known.get().news().isOver(clock.instant()) || isNobodys(known.get())) {
            record(known.get(), new Overtaken(clock.instant()));
            return Answer.NOT_ASKED;
        }
        // Its log lines belong to the trace of the order, as those of the first attempt do.
        TraceContext.parse(known.get().traceparent())
                .ifPresent(trace -> trace.child().asLoggingContext().forEach(MDC::put));
        try {
            return claim(known.get()).map(this::send).orElse(Answer.NOT_ASKED);
        } finally {
            MDC.remove(TraceContext.TRACE_ID);
            MDC.remove(TraceContext.SPAN_ID);
        }
    }

    /** Not needed any more: once its holder is dead, it is dropped. */
    private static boolean isNobodys(Notification known) {
        return known.state() instanceof Sending(_, _, var backstop) && backstop == Backstop.NOBODY;
    }

    private void hearAgain(Notification known) {
        switch (known.state()) {
            // The record alone brings these on.
            case Sent _, Failed _, Delayed _, Planned _, Dropped _ -> {}
            case Sending sending when sending.leaseIsOver(clock.instant()) ->
                    claim(known).ifPresent(this::send);
            case Sending _ -> record(known, new HeardAgain(clock.instant()));
        }
    }

    /** Empty if it is not due, or somebody else was faster. */
    private Optional<Notification> claim(Notification known) {
        Instant now = clock.instant();
        var next = DeliveryTransitions.next(known.state(), new Claimed(now, now.plus(lease)));
        return !next.equals(known.state()) && notifications.replace(known, next).isEmpty()
                ? Optional.of(known.with(next))
                : Optional.empty();
    }

    private Answer send(Notification mine) {
        if (!(mine.state() instanceof Sending(_, int attempt, _))) {
            throw new IllegalStateException("only the holder of the lease sends");
        }
        boolean asked = false;
        try {
            if (mine.id().isHook()) {
                hook.send(mine);
            } else {
                switch (composer.compose(mine)) {
                    case Ready(var mail) -> {
                        asked = true;
                        mailer.send(mail);
                    }
                    case Composed.Withheld(var why) -> {
                        withhold(mine, attempt, why);
                        return Answer.NOT_ASKED;
                    }
                }
            }
        } catch (MailRefusedException e) {
            refused(mine, attempt, e.reason(), null);
            // That one mailbox is full, the shop's program down or a buyer's address not to be had
            // is no reason to let mails wait.
            return asked ? e.isPartial() ? Answer.TOOK : Answer.REFUSED : Answer.NOT_ASKED;
        } catch (RuntimeException e) {
            // A fault of ours. It is retried like any other, so that a mended version sends the
            // mail.
            refused(mine, attempt, e.getClass().getSimpleName(), e);
            return Answer.NOT_ASKED;
        }
        record(mine, new HandedOver(clock.instant(), attempt));
        counts.sent();
        log.atInfo()
                .addKeyValue("orderId", mine.id().orderId())
                .addKeyValue("eventId", mine.id().eventId())
                .addKeyValue("occasion", mine.news().occasion().code())
                .addKeyValue("attempt", attempt)
                .log("Mail sent");
        return asked ? Answer.TOOK : Answer.NOT_ASKED;
    }

    private void withhold(Notification mine, int attempt, Why why) {
        record(mine, new Withheld(clock.instant(), attempt, why));
        if (why == Why.SUPPRESSED) {
            counts.suppressed();
        }
        log.atInfo()
                .addKeyValue("orderId", mine.id().orderId())
                .addKeyValue("eventId", mine.id().eventId())
                .addKeyValue("why", why)
                .log("Mail not to be sent");
    }

    private void refused(
            Notification mine, int attempt, String reason, @Nullable RuntimeException fault) {
        Instant now = clock.instant();
        Optional<Instant> nextTry =
                mine.id().isHook()
                        ? WebhookSchedule.nextTry(attempt, now)
                        : schedule.nextTry(mine.recordedAt(), attempt, now, random);
        record(
                mine,
                nextTry.isPresent()
                        ? new Refused(attempt, nextTry.get(), reason)
                        : new GivenUp(now, attempt, reason));
        if (nextTry.isPresent()) {
            counts.delayed();
        } else {
            counts.failed();
        }
        var entry = nextTry.isPresent() && fault == null ? log.atWarn() : log.atError();
        entry.addKeyValue("orderId", mine.id().orderId())
                .addKeyValue("eventId", mine.id().eventId())
                .addKeyValue("attempt", attempt)
                .addKeyValue("reason", reason)
                .setCause(fault)
                .log(nextTry.isPresent() ? "Mail delayed" : "Mail given up");
    }

    private void record(Notification seen, DeliveryFact fact) {
        moves.record(seen, fact);
    }
}
