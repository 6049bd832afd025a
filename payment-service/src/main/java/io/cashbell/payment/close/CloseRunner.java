package io.cashbell.payment.close;

import io.cashbell.payment.Leases;
import io.cashbell.payment.gateway.GatewayName;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the day before, once a day, and whatever an administrator asks for; of all instances one
 * at a time, by a lease in the table. Two at once would find the same and settle it once.
 */
@Singleton
@Requires(property = "messaging.topic-arn")
class CloseRunner implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger log = LoggerFactory.getLogger(CloseRunner.class);
    private static final String LEASE = "daily-close";

    private final String instance = UUID.randomUUID().toString();
    private final Semaphore wake = new Semaphore(0);
    private final CloseGateway gateway;
    private final Closes closes;
    private final Leases leases;
    private final DailyCloseConfig config;
    private final Clock clock;
    private @Nullable Thread thread;

    CloseRunner(
            CloseGateway gateway,
            Closes closes,
            Leases leases,
            DailyCloseConfig config,
            Clock clock) {
        this.gateway = gateway;
        this.closes = closes;
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        thread = Thread.ofVirtual().name("daily-close").start(this::run);
    }

    /** Somebody asked for a close: look now. */
    void wake() {
        wake.release();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                long period = config.every().toMillis();
                boolean asked =
                        wake.tryAcquire(
                                period * 4 / 5
                                        + ThreadLocalRandom.current().nextLong(period / 5 + 1),
                                TimeUnit.MILLISECONDS);
                if (asked) {
                    wake.drainPermits();
                    alone(this::answer);
                } else {
                    alone(
                            () -> {
                                answer();
                                closeWhatIsDue();
                            });
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                log.atWarn().setCause(failure).log("Closing days failed");
            }
        }
    }

    /** With the lease, which is kept up for as long as the work takes. */
    private void alone(Runnable work) {
        if (!leases.take(LEASE, instance, clock.instant(), config.lease())) {
            return;
        }
        Thread keeper = Thread.ofVirtual().start(this::keepLease);
        try {
            work.run();
        } finally {
            keeper.interrupt();
            leases.release(LEASE, instance);
        }
    }

    private void keepLease() {
        Duration pause = config.lease().dividedBy(3);
        try {
            while (true) {
                Thread.sleep(pause);
                leases.take(LEASE, instance, clock.instant(), config.lease());
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // Without the lease another instance may begin the same work, which does no harm.
            log.atWarn().setCause(failure).log("The lease of a day's close was not kept up");
        }
    }

    /** Closes what administrators asked for. */
    void answer() {
        for (Closes.Asked asked : closes.asked()) {
            gateway.close(asked.gateway(), asked.date());
            closes.answered(asked);
        }
    }

    /** Closes the day that is due, tells of it, and looks at an earlier one a second time. */
    void closeWhatIsDue() {
        LocalDate date = config.dueAt(clock.instant());
        List<GatewayName> offered = gateway.offered();
        DayClose day = closes.find(date).orElseGet(() -> DayClose.untouched(date));
        if (offered.isEmpty() || day.toldAt() != null) {
            return;
        }
        offered.stream().filter(name -> isDue(day, name)).forEach(n -> gateway.close(n, date));
        DayClose now = closes.find(date).orElse(day);
        if (offered.stream().allMatch(now::isClosed) || config.isOver(date, clock.instant())) {
            // Once a day, as the day before is told: what is told is over.
            lookAgain(date, offered);
            closes.tell(now, clock.instant(), isEmpty(now));
        }
    }

    private boolean isDue(DayClose day, GatewayName name) {
        Instant now = clock.instant();
        return day.of(name)
                .map(close -> !close.isClosed() && now.isAfter(close.at().plus(config.retry())))
                .orElse(true);
    }

    private void lookAgain(LocalDate date, List<GatewayName> offered) {
        LocalDate earlier = date.minusDays(config.secondLook());
        if (config.secondLook() > 0 && closes.find(earlier).isPresent()) {
            offered.forEach(name -> gateway.close(name, earlier));
        }
    }

    /** Nothing was paid anywhere, and nothing went wrong: no mail. */
    private static boolean isEmpty(DayClose day) {
        return day.gateways().values().stream().allMatch(GatewayClose::isEmpty);
    }

    @PreDestroy
    void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
