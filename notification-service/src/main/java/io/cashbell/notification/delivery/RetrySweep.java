package io.cashbell.notification.delivery;

import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every now and then for mails that wait, and tries them again. Every instance does; the
 * claim decides who gets a mail. While the mail server takes nothing it stops after a handful, so
 * that an outage costs little and leaves the others due for the moment it ends. Nothing else stops
 * it: what cannot be read, or whose reader cannot be told, holds up nothing behind it.
 *
 * <p>Where there is a program to tell, webhooks have a loop of their own, so that one that hangs
 * holds up no mail.
 */
@Context
public final class RetrySweep {
    private static final Logger log = LoggerFactory.getLogger(RetrySweep.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 100;

    private final Notifications notifications;
    private final DeliverNotification deliver;
    private final HookSender hook;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DeliveryConfig config;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> loops;

    public RetrySweep(
            Notifications notifications,
            DeliverNotification deliver,
            HookSender hook,
            InstantSource clock,
            RandomGenerator random,
            DeliveryConfig config) {
        this.notifications = notifications;
        this.deliver = deliver;
        this.hook = hook;
        this.clock = clock;
        this.random = random;
        this.config = config;
        Thread mails = loop("retry-sweep", this::isMail);
        this.loops =
                hook.isOn()
                        ? List.of(mails, loop("retry-sweep-hooks", NotificationId::isHook))
                        : List.of(mails);
    }

    private Thread loop(String name, Predicate<NotificationId> kind) {
        return Thread.ofVirtual().name(name).unstarted(() -> run(kind));
    }

    @PostConstruct
    void start() {
        loops.forEach(Thread::start);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loops.forEach(Thread::interrupt);
        for (Thread loop : loops) {
            loop.join(STOP_LIMIT);
        }
        attempts.shutdown();
        // What is being handed over is finished: cut off, it would be sent twice.
        if (!attempts.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atWarn().log("Mails were still being sent; they are taken over later");
        }
    }

    /** Without a program there is nothing to wait for in a webhook: it is one among the mails. */
    private boolean isMail(NotificationId id) {
        return !id.isHook() || !hook.isOn();
    }

    private void run(Predicate<NotificationId> kind) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                // Instances that started together must not look together.
                long gap = config.sweep().toMillis();
                Thread.sleep(Duration.ofMillis(gap / 2 + random.nextLong(gap + 1)));
                sweep(kind);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at the mails and one at the webhooks. */
    void sweep() throws InterruptedException {
        sweep(this::isMail);
        if (hook.isOn()) {
            sweep(NotificationId::isHook);
        }
    }

    /** One look, until all that is due has been tried or the mail server takes nothing. */
    private void sweep(Predicate<NotificationId> kind) throws InterruptedException {
        try {
            Iterator<List<NotificationId>> pages = notifications.findDue(clock.instant(), PAGE);
            int refusedInARow = 0;
            while (pages.hasNext()) {
                for (List<NotificationId> some : groups(pages.next(), kind)) {
                    List<Answer> answers = tryTogether(some);
                    refusedInARow =
                            answers.contains(Answer.TOOK)
                                    ? 0
                                    : refusedInARow
                                            + Collections.frequency(answers, Answer.REFUSED);
                    if (refusedInARow >= config.parallel()) {
                        return;
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            // An Error too: whoever ends the loop ends every later attempt.
            log.atWarn().setCause(e).log("Delayed mails could not be looked up");
        }
    }

    private List<List<NotificationId>> groups(
            List<NotificationId> page, Predicate<NotificationId> kind) {
        return page.stream().filter(kind).gather(Gatherers.windowFixed(config.parallel())).toList();
    }

    private List<Answer> tryTogether(List<NotificationId> some) throws InterruptedException {
        List<Future<Answer>> running = new ArrayList<>(some.size());
        for (NotificationId id : some) {
            running.add(attempts.submit(() -> deliver.retry(id)));
        }
        long deadline = System.nanoTime() + config.lease().toNanos();
        List<Answer> answers = new ArrayList<>(some.size());
        for (Future<Answer> attempt : running) {
            try {
                answers.add(attempt.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                // It hangs. Its lease is over about now, so a later look takes the mail over.
                attempt.cancel(true);
                answers.add(Answer.REFUSED);
                log.atWarn().log("A delayed mail took too long to be moved on");
            } catch (ExecutionException e) {
                log.atWarn().setCause(e.getCause()).log("A delayed mail could not be moved on");
            }
        }
        return answers;
    }
}
