package io.cashbell.messaging.aws;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock behind the time limits of all calls of AWS. Nearly every limit is cancelled before it
 * is reached, yet in a timer of its own each would wake the timer's thread, because it is then the
 * next thing due. Here a tick that does nothing is always due sooner, so that a call costs an entry
 * in a queue and no change of threads.
 */
@Singleton
class CallTimer {
    /** Shorter than any limit of a call. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor;

    CallTimer() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("aws-call-timer").factory());
        executor.setRemoveOnCancelPolicy(true);
        tick();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What does nothing has nothing to say.
    private void tick() {
        executor.scheduleAtFixedRate(
                () -> {}, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
