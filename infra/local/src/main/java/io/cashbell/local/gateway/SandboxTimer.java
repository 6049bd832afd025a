package io.cashbell.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something when the sandbox's clock says so, also when that clock is moved. Each thing runs
 * in a virtual thread of its own; one that waits costs an entry in a queue, not a thread.
 */
public final class SandboxTimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SandboxTimer.class);

    private final SandboxClock clock;
    private final ScheduledThreadPoolExecutor alarms;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    public SandboxTimer(SandboxClock clock, String name) {
        this.clock = clock;
        alarms =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(name).factory());
        alarms.setRemoveOnCancelPolicy(true);
        clock.onChange(() -> waiting.forEach(Waiting::arrange));
    }

    /** Something that was asked for and has not begun. */
    public final class Waiting {
        private final Instant due;
        private final Runnable action;
        private final AtomicBoolean over = new AtomicBoolean();
        private @Nullable Future<?> alarm;

        private Waiting(Instant due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        /** True when it has not begun and now never will. */
        public boolean cancel() {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            waiting.remove(this);
            clearAlarm();
            return true;
        }

        /** It has begun, or was cancelled. */
        public boolean isOver() {
            return over.get();
        }

        private synchronized void arrange() {
            clearAlarm();
            if (over.get()) {
                return;
            }
            long wait = Duration.between(clock.instant(), due).toMillis();
            try {
                if (wait <= 0) {
                    begin();
                } else {
                    alarm = alarms.schedule(this::arrange, wait, TimeUnit.MILLISECONDS);
                }
            } catch (RejectedExecutionException _) {
                cancel();
            }
        }

        private void begin() {
            if (over.compareAndSet(false, true)) {
                waiting.remove(this);
                work.execute(this::run);
            }
        }

        private void run() {
            try {
                action.run();
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("Something that was due could not be done");
            }
        }

        private synchronized void clearAlarm() {
            if (alarm != null) {
                alarm.cancel(false);
                alarm = null;
            }
        }
    }

    /** At once when the time has come already. */
    public Waiting at(Instant due, Runnable action) {
        var one = new Waiting(due, action);
        waiting.add(one);
        one.arrange();
        return one;
    }

    /** What runs is interrupted, what waits is dropped. */
    @Override
    public void close() {
        alarms.shutdownNow();
        work.shutdownNow();
    }
}
