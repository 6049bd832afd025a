package io.cashbell.order.fakes;

import io.cashbell.messaging.redrive.ConsumedQueue;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** The service's own queue: nothing waits, and as many are dead as a test says. */
@Singleton
@Requires(property = "fakes")
public final class InMemoryQueue implements ConsumedQueue {
    private final AtomicLong dead = new AtomicLong();

    @Override
    public Depth depth() {
        return new Depth(0, 0, dead.get());
    }

    @Override
    public long redrive() {
        return dead.getAndSet(0);
    }

    public void die(long count) {
        dead.set(count);
    }
}
