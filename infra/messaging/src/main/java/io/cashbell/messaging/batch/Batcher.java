package io.cashbell.messaging.batch;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers single things into batches. The first after a pause goes at once; while more keep coming
 * a batch leaves when it is full or {@code pace} after the one before.
 *
 * <p>Several batches may be under way at once, so they are not in order. What fails is the action's
 * to deal with. A batch that gets no thread of its own is sent by whoever gathered it: what was
 * taken is never dropped for want of a thread.
 */
public final class Batcher<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Batcher.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final int size;
    private final long paceNanos;
    private final Duration drain;
    private final int parallel;
    private final BlockingQueue<T> waiting;
    private final Semaphore underWay;
    private final Consumer<List<T>> action;
    private final ThreadFactory threads;
    private final Thread collector;
    private volatile boolean closing;

    /**
     * @param size of a full batch
     * @param parallel batches under way at once, at most
     * @param capacity how many things may wait; beyond that {@link #offer} refuses
     * @param drain how long {@link #close} waits for what is left
     */
    public Batcher(
            String name,
            int size,
            int parallel,
            int capacity,
            Duration pace,
            Duration drain,
            Consumer<List<T>> action) {
        this(
                name,
                size,
                parallel,
                capacity,
                pace,
                drain,
                action,
                Thread.ofVirtual().name(name + "-batch").factory());
    }

    /**
     * @param threads one for each batch
     */
    Batcher(
            String name,
            int size,
            int parallel,
            int capacity,
            Duration pace,
            Duration drain,
            Consumer<List<T>> action,
            ThreadFactory threads) {
        this.name = name;
        this.size = size;
        this.parallel = parallel;
        this.paceNanos = pace.toNanos();
        this.drain = drain;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.underWay = new Semaphore(parallel);
        this.action = action;
        this.threads = threads;
        this.collector = Thread.ofVirtual().name(name).start(this::collect);
    }

    /** False if too much is waiting already or this is closed. */
    public boolean offer(T thing) {
        return !closing && waiting.offer(thing);
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Sends what waits and what is under way, within the limit; the rest is given up. */
    @Override
    public void close() {
        closing = true;
        collector.interrupt();
        try {
            long deadline = System.nanoTime() + drain.toNanos();
            if (!collector.join(drain)) {
                log.atWarn().addKeyValue("batcher", name).log("Gave up waiting for the last batch");
            }
            while (!waiting.isEmpty() && underWay.tryAcquire(left(deadline), NANOSECONDS)) {
                List<T> batch = new ArrayList<>(size);
                waiting.drainTo(batch, size);
                start(batch);
            }
            if (!waiting.isEmpty() || !underWay.tryAcquire(parallel, left(deadline), NANOSECONDS)) {
                log.atWarn()
                        .addKeyValue("batcher", name)
                        .addKeyValue("waiting", waiting.size())
                        .log("Gave up waiting for a batch");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    private void collect() {
        long last = System.nanoTime() - paceNanos;
        while (!closing) {
            List<T> batch = new ArrayList<>(size);
            try {
                batch.add(waiting.take());
                fill(batch, last + paceNanos);
                last = System.nanoTime();
                underWay.acquire();
                start(batch);
            } catch (InterruptedException stop) {
                putBack(batch);
                return;
            } catch (RuntimeException | Error failure) {
                // An Error too: without this loop all that is offered waits for ever.
                log.atWarn()
                        .addKeyValue("batcher", name)
                        .setCause(failure)
                        .log("A batch could not be gathered; it is tried again");
                putBack(batch);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }

    private void fill(List<T> batch, long until) throws InterruptedException {
        waiting.drainTo(batch, size - batch.size());
        while (batch.size() < size) {
            long left = until - System.nanoTime();
            T next = left > 0 ? waiting.poll(left, NANOSECONDS) : null;
            if (next == null) {
                return;
            }
            batch.add(next);
            waiting.drainTo(batch, size - batch.size());
        }
    }

    /** Needs one of the places under way, which it gives back when it is done. */
    private void start(List<T> batch) {
        try {
            threads.newThread(() -> run(batch)).start();
        } catch (RuntimeException | Error failure) {
            log.atWarn()
                    .addKeyValue("batcher", name)
                    .setCause(failure)
                    .log("A batch got no thread of its own");
            run(batch);
        }
    }

    private void run(List<T> batch) {
        try {
            action.accept(batch);
        } catch (RuntimeException | Error failure) {
            log.atWarn()
                    .addKeyValue("batcher", name)
                    .addKeyValue("size", batch.size())
                    .setCause(failure)
                    .log("A batch failed");
        } finally {
            underWay.release();
        }
    }

    private void putBack(List<T> batch) {
        batch.stream().filter(thing -> !waiting.offer(thing)).forEach(this::lost);
    }

    private void lost(T thing) {
        log.atWarn().addKeyValue("batcher", name).log("One was left out: too much waits");
    }
}
