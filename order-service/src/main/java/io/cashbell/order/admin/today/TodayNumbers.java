package io.cashbell.order.admin.today;

import io.cashbell.order.admin.AdminConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The shop's numbers of today and the six days before it, half a minute old at most.
 *
 * <p>Days are those on which orders were placed: by that they lie in the index. An order that is
 * paid days later counts on the day it was placed.
 */
@Singleton
public class TodayNumbers {
    private static final int DAYS = 7;

    /** Of what waits, and of each kind of what does not. */
    private static final int MOST = 2_000;

    private static final Duration FRESH_FOR = Duration.ofSeconds(30);

    private final OrderWalks walks;
    private final ZoneId zone;
    private final Clock clock;
    private final Kept<Numbers> kept;

    TodayNumbers(OrderWalks walks, AdminConfig config, Clock clock) {
        this.walks = walks;
        this.zone = config.zone();
        this.clock = clock;
        this.kept = new Kept<>(this::count, FRESH_FOR, clock);
    }

    public Numbers current() {
        return kept.current();
    }

    private Numbers count() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Tally tally = new Tally(today, DAYS, zone);
        boolean allOpen = walks.open(MOST, tally::add);
        boolean allClosed =
                walks.closed(
                        today.minusDays(DAYS - 1).atStartOfDay(zone).toInstant(), MOST, tally::add);
        return tally.numbers(allOpen, allClosed);
    }
}
