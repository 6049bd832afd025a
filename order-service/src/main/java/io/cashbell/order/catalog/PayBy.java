package io.cashbell.order.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** How long a buyer may take to pay, counted from the order. */
public sealed interface PayBy {

    /**
     * The last second in which the order can be paid.
     *
     * @param placedAt of the order
     */
    Instant after(Instant placedAt);

    /** So long: for whoever pays right away. */
    record Within(Duration limit) implements PayBy {
        public Within {
            if (limit.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("Nobody pays within " + limit);
            }
        }

        @Override
        public Instant after(Instant placedAt) {
            return placedAt.plus(limit).truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * Until the end of a day: for whoever goes to a bank or a store. A gateway's number is good
     * until 23:59:59 of its last day (ECPay, ATM and BARCODE), so the order is too.
     *
     * @param days after the one on which it was ordered
     * @param zone whose days they are
     */
    record EndOfDay(int days, ZoneId zone) implements PayBy {
        public EndOfDay {
            if (days < 1) {
                throw new IllegalArgumentException("A buyer has a day at least");
            }
        }

        @Override
        public Instant after(Instant placedAt) {
            return LocalDate.ofInstant(placedAt, zone)
                    .plusDays(days + 1L)
                    .atStartOfDay(zone)
                    .toInstant()
                    .minusSeconds(1);
        }
    }
}
