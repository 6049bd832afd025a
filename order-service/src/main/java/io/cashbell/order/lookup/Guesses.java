package io.cashbell.order.lookup;

import io.cashbell.order.OrderId;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts who guesses at an order's phone number. A guess is counted before it is looked at, so that
 * many at once are no way around the limit.
 */
public interface Guesses {
    /**
     * Takes one of the guesses that are allowed within an hour, for an order that may not exist.
     *
     * @return empty if it was taken; else how long to wait for the next
     */
    Optional<Duration> take(OrderId id);

    /** Gives a guess back: it was right. */
    void giveBack(OrderId id);
}
