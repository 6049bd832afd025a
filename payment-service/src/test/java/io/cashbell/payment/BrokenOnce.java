package io.cashbell.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Leases that fail once as a JVM does that has no memory left, and are had by everybody then. */
public final class BrokenOnce implements Leases {

    private final AtomicBoolean broken = new AtomicBoolean();

    @Override
    public boolean take(String name, String holder, Instant now, Duration length) {
        if (broken.compareAndSet(false, true)) {
            throw new OutOfMemoryError("once");
        }
        return true;
    }

    @Override
    public void release(String name, String holder) {}

    public boolean isBroken() {
        return broken.get();
    }
}
