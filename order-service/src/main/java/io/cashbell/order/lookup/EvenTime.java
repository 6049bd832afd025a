package io.cashbell.order.lookup;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Makes answers take a whole number of steps, so that their time tells nothing. */
final class EvenTime {
    /** Above what the table takes to answer. */
    static final Duration STEP = Duration.ofMillis(250);

    private EvenTime() {}

    /**
     * Waits for the end of the step; of the next one if this one ends.
     *
     * @param begun by {@link System#nanoTime()}
     */
    static void passSince(long begun) {
        long steps = (System.nanoTime() - begun) / STEP.toNanos() + 1;
        long end = begun + steps * STEP.toNanos();
        long left = end - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
