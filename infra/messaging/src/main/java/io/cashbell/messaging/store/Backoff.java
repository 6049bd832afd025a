package io.cashbell.messaging.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The pause before something is tried again that others stood in the way of: longer each time, and
 * never as long as another's, or the same ones meet again.
 */
public final class Backoff {
    private static final long SHORTEST_MILLIS = 5;
    private static final long LONGEST_MILLIS = 200;
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /**
     * Ends early where the thread is interrupted, which it stays.
     *
     * @param attempt how often it was tried before the one that failed: 0 for the first pause,
     *     which takes 5 ms at most; twice as long each time, 200 ms at most
     */
    public static void pause(int attempt) {
        long most = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(attempt, MOST_DOUBLINGS));
        LockSupport.parkNanos(
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1).toNanos());
    }
}
