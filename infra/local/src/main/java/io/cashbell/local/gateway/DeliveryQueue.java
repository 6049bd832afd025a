package io.cashbell.local.gateway;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what a gateway owes its shops when it is due, and again until the shop acknowledges or
 * the schedule ends. What waits costs an entry in a queue, not a thread.
 *
 * @param <D> what is delivered, with every attempt so far
 */
public abstract class DeliveryQueue<D extends DeliveryQueue.Delivery> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final String name;
    private final SandboxTimer timer;
    private final Map<String, SandboxTimer.Waiting> waiting = new ConcurrentHashMap<>();
    private volatile RetrySchedule schedule;
    private volatile boolean closed;

    /** One message to a shop. */
    public interface Delivery {
        String id();

        /** Null when nothing is to be done any more. */
        @Nullable Instant due();

        /** When it was tried, the oldest first. */
        List<Instant> tried();
    }

    /**
     * What came of one attempt.
     *
     * @param kept whether it is repeated until it is acknowledged
     * @param record writes it down
     */
    public record Sent(Instant at, boolean acknowledged, boolean kept, Recording record) {}

    /** Writes an attempt down. */
    @FunctionalInterface
    public interface Recording {
        /**
         * @param next when it is tried again; null when it is not
         */
        void accept(@Nullable Instant next);
    }

    /**
     * @param name of the threads and in the log
     */
    protected DeliveryQueue(String name, SandboxClock clock, RetrySchedule schedule) {
        this.name = name;
        this.schedule = schedule;
        timer = new SandboxTimer(clock, name);
    }

    /** The one of that id, as it stands. */
    protected abstract D find(String id);

    /** Tries once; whatever goes wrong on the way is an answer too. */
    protected abstract Sent send(D delivery) throws InterruptedException;

    /** Each leaves when it is due, which usually is now. */
    protected final void arrange(Collection<D> owed) {
        owed.forEach(this::arrange);
    }

    public final RetrySchedule schedule() {
        return schedule;
    }

    /** Holds from now on, also for what waits for a repeat under the old schedule. */
    public final void use(RetrySchedule changed) {
        schedule = changed;
        for (var id : waiting.keySet()) {
            var delivery = find(id);
            var tried = delivery.tried();
            var wait = waiting.get(id);
            var delay = changed.beforeNext(Math.max(1, tried.size()));
            // One that has not been tried yet waits because it was asked to, and the last repeat of
            // the old schedule may still happen.
            if (!tried.isEmpty() && wait != null && delay.isPresent() && wait.cancel()) {
                arrange(delivery, tried.getLast().plus(delay.get()));
            }
        }
    }

    @Override
    public final void close() {
        closed = true;
        timer.close();
    }

    private void arrange(D delivery) {
        arrange(delivery, delivery.due());
    }

    private void arrange(D delivery, @Nullable Instant due) {
        if (due == null || closed) {
            return;
        }
        var wait = timer.at(due, () -> begin(delivery));
        waiting.put(delivery.id(), wait);
        if (wait.isOver()) {
            waiting.remove(delivery.id(), wait);
        }
    }

    private void begin(D delivery) {
        waiting.remove(delivery.id());
        if (!closed) {
            attempt(delivery);
        }
    }

    private void attempt(D delivery) {
        try {
            int before = delivery.tried().size();
            var sent = send(delivery);
            if (closed) {
                return;
            }
            var planned = schedule;
            var delay = planned.beforeNext(before + 1);
            sent.record()
                    .accept(
                            sent.acknowledged() || !sent.kept()
                                    ? null
                                    : delay.map(sent.at()::plus).orElse(null));
            arrange(delivery);
            // A schedule that came in between did not find this one waiting.
            if (!schedule.equals(planned)) {
                use(schedule);
            }
        } catch (InterruptedException _) {
            // The sandbox is closing. The attempt is not in the ledger, so it is made again at the
            // next start.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("queue", name)
                        .addKeyValue("id", delivery.id())
                        .log("A message to a shop could not be sent");
            }
        }
    }
}
