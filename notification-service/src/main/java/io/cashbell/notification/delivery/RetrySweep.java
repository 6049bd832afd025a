package io.cashbell.notification.delivery;

import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every now and then for mails that wait, and tries them again. Every instance does; the
 * claim decides who gets a mail. While the mail server takes nothing it stops after a handful, so
 * that an outage costs little and leaves the others due for the moment it ends.
 */
@Context
public final class RetrySweep {
    private static final Logger log = LoggerFactory.getLogger(RetrySweep.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 100;

    private final Notifications notifications;
    private final DeliverNotification deliver;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DeliveryConfig config;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;

    public RetrySweep(
            Notifications notifications,
            DeliverNotification deliver,
            InstantSource clock,
            RandomGenerator random,
            DeliveryConfig config) {
        this.notifications = notifications;
        this.deliver = deliver;
        this.clock = clock;
        this.random = random;
        this.config = config;
        this.loop = Thread.ofVirtual().name("retry-sweep").unstarted(this::run);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.interrupt();
        loop.join(STOP_LIMIT);
        attempts.shutdown();
        // What is being handed over is finished: cut off, it would be sent twice.
        if (!attempts.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atWarn().log("Mails were still being sent; they are taken over later");
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                // Instances that started together must not look together.
                long gap = config.sweep().toMillis();
                Thread.sleep(Duration.ofMillis(gap / 2 + random.nextLong(gap + 1)));
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look, until nothing is due any more or the mail server takes nothing. */
    void sweep() throws InterruptedException {
        try {
            List<NotificationId> due;
            do {
                due = notifications.findDue(clock.instant(), PAGE);
            } while (!due.isEmpty() && tryAll(due) && due.size() == PAGE);
        } catch (RuntimeException | Error e) {
            // An Error too: whoever ends the loop ends every later attempt.
            log.atWarn().setCause(e).log("Delayed mails could not be looked up");
        }
    }

    private boolean tryAll(List<NotificationId> due) throws InterruptedException {
        for (int start = 0; start < due.size(); start += config.parallel()) {
            int end = Math.min(start + config.parallel(), due.size());
            if (!tryTogether(due.subList(start, end))) {
                return false;
            }
        }
        return true;
    }

    /** False if the mail server took none of them. */
    private boolean tryTogether(List<NotificationId> some) throws InterruptedException {
        List<Future<Boolean>> running = new ArrayList<>(some.size());
        for (NotificationId id : some) {
            running.add(attempts.submit(() -> deliver.retry(id)));
        }
        long deadline = System.nanoTime() + config.lease().toNanos();
        boolean any = false;
        for (Future<Boolean> attempt : running) {
            try {
                any |= attempt.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // It hangs. Its lease is over about now, so a later look takes the mail over.
                attempt.cancel(true);
                log.atWarn().log("A delayed mail took too long to be moved on");
            } catch (ExecutionException e) {
                log.atWarn().setCause(e.getCause()).log("A delayed mail could not be moved on");
            }
        }
        return any;
    }
}
