package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A call that is answered once somebody has begun to stop whoever made it. */
public final class SlowCall {

    /** What stops it, and waits for it. */
    @FunctionalInterface
    public interface Stop {
        void run() throws InterruptedException;
    }

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    /** The call itself. */
    public void call() {
        called.countDown();
        try {
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException cutOff) {
            throw new IllegalStateException("the call was cut off", cutOff);
        }
    }

    /** Waits for the call, begins to stop, and lets it be answered. */
    public void isStoppedBy(Stop stop) throws InterruptedException {
        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
        Thread stopping = Thread.ofPlatform().start(() -> run(stop));
        while (!isWaiting(stopping.getState())) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        answered.countDown();
        assertThat(stopping.join(Duration.ofSeconds(30))).isTrue();
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED;
    }

    private static void run(Stop stop) {
        try {
            stop.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
