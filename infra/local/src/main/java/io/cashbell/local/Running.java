package io.cashbell.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All that was started, so that all of it ends: last started, first ended.
 *
 * <p>Starting and ending exclude each other. A Ctrl-C that comes while a process is being launched
 * waits for it, and then ends it; nothing is launched after that.
 */
final class Running implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);

    /** Ends everything on Ctrl-C, SIGTERM and SIGHUP as well. */
    static Running untilASignal() {
        var running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        return running;
    }

    synchronized <T extends AutoCloseable> T start(Callable<T> start) throws Exception {
        if (ending.getCount() == 0) {
            throw new StoppedException();
        }
        var part = start.call();
        parts.push(part);
        return part;
    }

    /** Whether it is being ended, or will be within this time. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        return ending.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One part that fails to end does not keep the others. */
    @Override
    public void close() {
        ending.countDown();
        synchronized (this) {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception failure) {
                    Console.warn("does not stop cleanly: " + failure);
                }
            }
        }
    }
}
