package io.cashbell.order.lookup;

import java.time.Duration;
import java.util.Optional;

/**
 * Counts guesses at what opens an order: at an order's phone number, at the order of a phone
 * number, at the phone number of a mail address. A guess is counted before it is looked at, so that
 * many at once are no way around the limit.
 */
public interface Guesses {
    /**
     * Takes one of the guesses that are allowed within an hour.
     *
     * @param target what is guessed at, which need not exist; no personal data
     * @return empty if it was taken; else how long to wait for the next
     */
    Optional<Duration> take(String target);

    /** Gives a guess back: it was right. */
    void giveBack(String target);
}
