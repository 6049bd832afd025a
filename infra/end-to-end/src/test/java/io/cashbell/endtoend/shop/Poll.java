package io.cashbell.endtoend.shop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again until something is so, and gives up after a limit. */
public final class Poll {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Poll() {}

    /**
     * @param what for the message when it does not come true
     */
    public static void until(Duration limit, String what, BooleanSupplier condition) {
        var _ =
                get(
                        limit,
                        what,
                        () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The first that is there. */
    public static <T> T get(Duration limit, String what, Supplier<Optional<T>> look) {
        return get(limit, BETWEEN_LOOKS, what, look);
    }

    /**
     * @param pause for looks that cost something
     */
    public static <T> T get(
            Duration limit, Duration pause, String what, Supplier<Optional<T>> look) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within %d ms: %s".formatted(limit.toMillis(), what));
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
