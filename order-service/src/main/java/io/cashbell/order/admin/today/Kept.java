package io.cashbell.order.admin.today;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is dear to read and may be a little old: one reads, the others take what there is. */
final class Kept<T> {
    private final Supplier<T> read;
    private final Duration freshFor;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Copy<T> copy;

    private record Copy<T>(T value, Instant at) {}

    Kept(Supplier<T> read, Duration freshFor, Clock clock) {
        this.read = read;
        this.freshFor = freshFor;
        this.clock = clock;
    }

    T current() {
        Copy<T> known = copy;
        if (known != null && (isFresh(known) || reading.isLocked())) {
            return known.value();
        }
        reading.lock();
        try {
            Copy<T> latest = copy;
            if (latest != null && isFresh(latest)) {
                return latest.value();
            }
            T value = read.get();
            copy = new Copy<>(value, clock.instant());
            return value;
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Copy<T> known) {
        return Duration.between(known.at(), clock.instant()).compareTo(freshFor) < 0;
    }
}
