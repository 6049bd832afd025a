package io.cashbell.payment.reconciliation;

import io.cashbell.payment.Leases;
import io.cashbell.payment.LookSchedule;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payments;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what is due, again and again; of all instances one at a time, by a lease in the
 * table. Two at once would do no harm but ask the gateways twice.
 */
@Singleton
@Requires(property = "messaging.topic-arn")
class Reconciliation implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    /** A little longer than the slowest gateway may take to answer. */
    private static final Duration LAST_CALL = Duration.ofSeconds(17);

    private static final Duration GOODBYE = LAST_CALL.plusSeconds(3);
    private static final String LEASE = "reconciliation";

    private final String instance = UUID.randomUUID().toString();
    private final Payments payments;
    private final Leases leases;
    private final ReconcilePayment payment;
    private final ReconciliationConfig config;
    private final LookSchedule schedule;
    private final Clock clock;
    private @Nullable Thread thread;

    Reconciliation(
            Payments payments,
            Leases leases,
            ReconcilePayment payment,
            ReconciliationConfig config,
            LookSchedule schedule,
            Clock clock) {
        this.payments = payments;
        this.leases = leases;
        this.payment = payment;
        this.config = config;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        start();
    }

    void start() {
        thread = Thread.ofVirtual().name("reconciliation").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                // Between four fifths and all of the period: never later than was promised.
                long period = config.every().toMillis();
                Thread.sleep(period * 4 / 5 + ThreadLocalRandom.current().nextLong(period / 5 + 1));
                if (leases.take(LEASE, instance, clock.instant(), config.lease())) {
                    try {
                        look();
                    } finally {
                        giveBack();
                    }
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error failure) {
                // An Error too: whoever ends the loop ends every later look.
                log.atWarn().setCause(failure).log("Looking after payments failed");
                // It may be the answer to taking the lease that was lost.
                giveBackInAnyCase();
            }
        }
    }

    /** Also when it was stopped: the next instance need not wait until the lease ends. */
    private void giveBack() {
        boolean stopped = Thread.interrupted();
        leases.release(LEASE, instance);
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBackInAnyCase() {
        try {
            giveBack();
        } catch (RuntimeException | Error failure) {
            log.atWarn().setCause(failure).log("The lease runs out by itself");
        }
    }

    /** Looks after everything that is due by now, a page at a time, within the lease. */
    void look() throws InterruptedException {
        long until = System.nanoTime() + config.lease().toNanos();
        List<OrderId> due = payments.due(clock.instant(), config.page());
        List<OrderId> before = List.of();
        // A look moves each on or ends it; the same page again means that nothing moves.
        while (!due.isEmpty() && !due.equals(before) && System.nanoTime() < until) {
            each(due);
            before = due;
            due = payments.due(clock.instant(), config.page());
        }
    }

    private void each(List<OrderId> due) throws InterruptedException {
        Semaphore places = new Semaphore(config.atOnce());
        ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (OrderId orderId : due) {
                places.acquire();
                looks.execute(
                        () -> {
                            try {
                                look(orderId);
                            } finally {
                                places.release();
                            }
                        });
            }
            looks.shutdown();
            looks.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            finish(looks);
            throw stop;
        }
    }

    /** A call under way is answered: of one that is cut off nobody knows what became of it. */
    private static void finish(ExecutorService looks) throws InterruptedException {
        looks.shutdown();
        if (!looks.awaitTermination(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atWarn().log("Payments were still being looked after; the next look goes on");
            looks.shutdownNow();
        }
    }

    /** One that cannot be looked after must not stand in the way of the others. */
    private void look(OrderId orderId) {
        try {
            payment.reconcile(orderId);
        } catch (RuntimeException | Error failure) {
            log.atError()
                    .addKeyValue("orderId", orderId)
                    .setCause(failure)
                    .log("A payment could not be looked after");
            payments.lookAgain(orderId, clock.instant().plus(schedule.soon()));
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(GOODBYE);
        }
    }
}
