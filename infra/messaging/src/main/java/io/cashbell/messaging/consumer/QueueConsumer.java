package io.cashbell.messaging.consumer;

import io.cashbell.messaging.MessagingConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Reads the service's queue for as long as the service runs: long poll, a batch at a time, each
 * message on a virtual thread of its own, never more of them than allowed, so that one slow message
 * holds nobody up. Stops reading at shutdown and finishes what has begun.
 */
@Singleton
@Requires(property = "messaging.queue-url")
public final class QueueConsumer implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);
    private static final int BATCH = 10;
    private static final Duration SHORT_POLL = Duration.ofSeconds(2);
    private static final int ENOUGH_FAILURES = 3;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final MessagingConfiguration configuration;
    private final MessageQueue queue;
    private final MessageProcessor processor;
    private final Semaphore free;
    private final List<Thread> pollers = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private final AtomicInteger failures = new AtomicInteger();
    private final Counter failedReads;

    QueueConsumer(
            MessagingConfiguration configuration,
            MessageQueue queue,
            MessageProcessor processor,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.queue = queue;
        this.processor = processor;
        this.free = new Semaphore(configuration.inFlight());
        this.failedReads = meters.counter("messaging.reads.failed");
    }

    @Override
    public synchronized void onApplicationEvent(ServerStartupEvent started) {
        for (int i = 0; i < configuration.pollers() && !stopping; i++) {
            pollers.add(Thread.ofVirtual().name("queue-poller-" + i).start(this::poll));
        }
    }

    /** True while everybody who is to read the queue tries to. */
    boolean isTrying() {
        return !stopping && pollers.stream().allMatch(Thread::isAlive);
    }

    /** True while the queue can be read, and everybody who is to read it does. */
    public boolean isReading() {
        return isTrying() && failures.get() < ENOUGH_FAILURES;
    }

    private void poll() {
        while (!stopping) {
            try {
                pollOnce();
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error failure) {
                // Not only what AWS answers: a client whose pool is broken throws anything. An
                // Error too: whoever ends the loop ends all hearing.
                if (stopping) {
                    return;
                }
                failedReads.increment();
                failures.incrementAndGet();
                log.atWarn().setCause(failure).log("The queue could not be read");
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void pollOnce() throws InterruptedException {
        int room = claim();
        List<Message> messages = List.of();
        long began = System.nanoTime();
        try {
            messages = queue.receive(room);
            failures.set(0);
        } finally {
            free.release(room - messages.size());
        }
        messages.forEach(this::begin);
        boolean waits = !messages.isEmpty() || configuration.longPoll().isZero();
        if (waits && messages.size() < BATCH) {
            // More are likely to come: wait for company rather than fetch them one by one. Who does
            // not wait in a read waits after it.
            long elapsed = System.nanoTime() - began;
            TimeUnit.NANOSECONDS.sleep(configuration.pace().toNanos() - elapsed);
        }
    }

    /** Waits until at least one message may begin; takes as many places as are free. */
    private int claim() throws InterruptedException {
        free.acquire();
        int more = Math.min(BATCH - 1, free.availablePermits());
        while (more > 0 && !free.tryAcquire(more)) {
            more--;
        }
        return 1 + more;
    }

    private void begin(Message message) {
        try {
            Thread.ofVirtual().name("message").start(() -> process(message));
        } catch (RuntimeException | Error failure) {
            free.release();
            log.atWarn().setCause(failure).log("A message got no thread; it comes again");
        }
    }

    private void process(Message message) {
        try {
            processor.process(message);
        } finally {
            free.release();
        }
    }

    private boolean pause() {
        try {
            long limit =
                    Math.min(
                            LONGEST_PAUSE_MILLIS,
                            PAUSE_AFTER_FAILURE_MILLIS << Math.min(failures.get(), 5));
            Thread.sleep(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2));
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    @PreDestroy
    synchronized void close() throws InterruptedException {
        stopping = true;
        for (Thread poller : pollers) {
            // A read that is cut off may still take messages, which then stay invisible for a
            // while. One that is about to end is therefore awaited.
            if (configuration.longPoll().compareTo(SHORT_POLL) > 0 || !poller.join(SHORT_POLL)) {
                poller.interrupt();
            }
        }
        if (!free.tryAcquire(
                configuration.inFlight(),
                configuration.drain().toMillis(),
                TimeUnit.MILLISECONDS)) {
            log.atWarn().log("Messages were still being handled; the queue delivers them again");
        }
        queue.close();
    }
}
