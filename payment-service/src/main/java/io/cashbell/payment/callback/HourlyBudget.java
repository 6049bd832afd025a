package io.cashbell.payment.callback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What this instance still tries to keep in the current hour. The table counts for all instances,
 * and that count holds; this one spares the table whoever need not be asked any more.
 */
final class HourlyBudget {

    private final int most;
    private Instant hour = Instant.MIN;
    private int left;

    HourlyBudget(int most) {
        this.most = most;
    }

    /** Whether one more may be tried. */
    synchronized boolean take(Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.HOURS);
        // A clock that goes back opens no hour a second time.
        if (current.isAfter(hour)) {
            hour = current;
            left = most;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** All instances together have used the hour up that {@code now} is in. */
    synchronized void exhaust(Instant now) {
        if (now.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
            left = 0;
        }
    }
}
