package io.cashbell.payment.warning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each of a few things one turn an hour, in this instance; saves calls and promises nothing.
 */
final class OncePerHour<T> {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<T, Instant> last = new ConcurrentHashMap<>();

    OncePerHour(InstantSource clock) {
        this.clock = clock;
    }

    boolean take(T thing) {
        Instant now = clock.instant();
        Instant before = last.get(thing);
        if (before == null) {
            return last.putIfAbsent(thing, now) == null;
        }
        return !now.isBefore(before.plus(PAUSE)) && last.replace(thing, before, now);
    }

    void giveBack(T thing) {
        last.remove(thing);
    }
}
