package io.cashbell.payment.close;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When days are closed: under {@code daily-close}.
 *
 * @param at the time of day from which the day before is closed, {@code 10:30}; WeChat Pay's bill
 *     is there from ten o'clock, Beijing time, on
 * @param zone whose clock shows it
 * @param every how often somebody looks whether there is something to close, with jitter
 * @param retry how long after a failure the gateway is asked again
 * @param giveUp how long after {@code at} the day is told as it stands, with what has failed
 * @param secondLook so many days later a day is closed once more, silently: a barcode's payment is
 *     known two days late; 0 for never
 * @param lease for how long a close belongs to the instance that began it, should that one die
 */
@ConfigurationProperties("daily-close")
record DailyCloseConfig(
        @Bindable(defaultValue = "10:30") String at,
        @Bindable(defaultValue = "Asia/Taipei") String zone,
        @Bindable(defaultValue = "5m") Duration every,
        @Bindable(defaultValue = "30m") Duration retry,
        @Bindable(defaultValue = "6h") Duration giveUp,
        @Bindable(defaultValue = "3") int secondLook,
        @Bindable(defaultValue = "3m") Duration lease) {

    DailyCloseConfig {
        try {
            LocalTime.parse(at);
            ZoneId.of(zone);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "daily-close.at is a time such as 10:30, daily-close.zone one such as"
                            + " Asia/Taipei",
                    unreadable);
        }
        if (secondLook < 0 || secondLook > 30) {
            throw new IllegalArgumentException("daily-close.second-look is from 0 to 30 days");
        }
        if (every.isNegative() || every.isZero() || lease.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException(
                    "daily-close.every is above 0, daily-close.lease at least 10s");
        }
    }

    /** The newest day that is to be closed at {@code now}. */
    LocalDate dueAt(Instant now) {
        ZonedDateTime local = now.atZone(ZoneId.of(zone));
        boolean early = local.toLocalTime().isBefore(LocalTime.parse(at));
        return local.toLocalDate().minusDays(early ? 2 : 1);
    }

    /** From when on {@code date} is closed. */
    Instant dueFrom(LocalDate date) {
        return date.plusDays(1).atTime(LocalTime.parse(at)).atZone(ZoneId.of(zone)).toInstant();
    }

    /** Whether it is time to tell of {@code date} whatever has failed. */
    boolean isOver(LocalDate date, Instant now) {
        return now.isAfter(dueFrom(date).plus(giveUp));
    }
}
