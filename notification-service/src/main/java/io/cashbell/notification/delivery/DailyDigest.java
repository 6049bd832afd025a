package io.cashbell.notification.delivery;

import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.Digests;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import io.cashbell.notification.Occasion;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * Gathers quiet news into one mail a day. That mail is planned like any other, under an id that the
 * day alone decides, as soon as there is anything to tell: so there is one of it however many
 * instances run, and the sweep finds it when its time has come. What an event tells is kept under
 * the event's id: told again on the same day, it changes nothing.
 */
@Singleton
public final class DailyDigest {
    /**
     * What was begun in time is written by then, and clocks of instances agree better than this.
     */
    static final Duration GRACE = Duration.ofMinutes(5);

    private final Notifications notifications;
    private final Digests digests;
    private final InstantSource clock;
    private final Set<Occasion> gathered;
    private final LocalTime closing;
    private final ZoneId zone;

    public DailyDigest(
            Notifications notifications,
            Digests digests,
            InstantSource clock,
            DigestConfig config) {
        this.notifications = notifications;
        this.digests = digests;
        this.clock = clock;
        this.gathered = config.gathered();
        this.closing = LocalTime.of(config.hour(), 0);
        this.zone = ZoneId.of(config.zone());
    }

    public boolean gathers(Occasion occasion) {
        return gathered.contains(occasion);
    }

    /**
     * Keeps news for the next digest. When it returns, the digest is planned and holds them.
     *
     * @param id of the mail that they would have been
     */
    public void gather(NotificationId id, News news) {
        Instant now = clock.instant();
        LocalDate day = dayOf(now);
        do {
            // A day may have been told before its hour, by the owner's wish or under another hour.
            while (!isOpen(day, now)) {
                day = day.plusDays(1);
            }
            digests.keep(day, new Digests.Entry(id, news));
            // Or between the question and the answer; then the mail may be without these.
        } while (!isPlanned(day));
    }

    private boolean isPlanned(LocalDate day) {
        return notifications
                .find(id(day))
                .filter(digest -> digest.state() instanceof Planned)
                .isPresent();
    }

    /** Whether the day's mail, planned here unless somebody has, will tell what is heard now. */
    private boolean isOpen(LocalDate day, Instant now) {
        Instant closes = day.atTime(closing).atZone(zone).toInstant();
        Instant due = closes.plus(GRACE);
        News told = new News(Occasion.DIGEST, closes, null, null, null, day.toString(), List.of());
        return notifications
                .insert(new Notification(id(day), told, due, null, new Planned(due)))
                .map(Notification::state)
                .map(known -> known instanceof Planned(var at) && now.isBefore(at.minus(GRACE)))
                .orElse(true);
    }

    /** The day on which what is heard now is told. */
    private LocalDate dayOf(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return local.toLocalTime().isBefore(closing)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
    }

    static NotificationId id(LocalDate day) {
        return new NotificationId("digest-" + day, "digest-" + day);
    }
}
