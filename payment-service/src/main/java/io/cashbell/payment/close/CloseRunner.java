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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the day before, once a day, and whatever an administrator asks for; of all instances one
 * at a time, by a lease in the table. Two at once would find the same and settle it once; whoever
 * has lost the lease keeps nothing and tells nothing.
 */
@Singleton
@Requires(property = "messaging.topic-arn")
class CloseRunner implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger log = LoggerFactory.getLogger(CloseRunner.class);
    private static final String LEASE = "daily-close";
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** So many days at most are closed at once where nobody closed them in their time. */
    private static final int MADE_UP_FOR = 7;

    /** So many days back the last one that was told is looked for. */
    private static final int LOOKED_BACK = 31;

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
        start();
    }

    void start() {
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
                    lookAtRequests();
                } else {
                    lookAtAll();
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error failure) {
                // An Error too: whoever ends the loop ends every later close.
                log.atWarn().setCause(failure).log("Closing days failed");
            }
        }
    }

    /** Closes what administrators asked for, unless another instance is at it. */
    void lookAtRequests() {
        alone(this::answer);
    }

    /** Closes what was asked for and what is due, unless another instance is at it. */
    void lookAtAll() {
        alone(
                ours -> {
                    answer(ours);
                    closeWhatIsDue(ours);
                });
    }

    /** With the lease, which is kept up for as long as the work takes. */
    private void alone(Consumer<BooleanSupplier> work) {
        Held lease = new Held();
        if (!lease.isOurs()) {
            return;
        }
        Thread keeper = Thread.ofVirtual().start(lease::keepUp);
        try {
            work.accept(lease::isOurs);
        } finally {
            keeper.interrupt();
            giveBack();
        }
    }

    /** Also when it was stopped: the next instance need not wait until the lease ends. */
    private void giveBack() {
        boolean stopped = Thread.interrupted();
        try {
            leases.release(LEASE, instance);
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The lease of one look. Once somebody else had it, it is not ours again. */
    private final class Held {
        private boolean lost;

        /** Asks the table, and takes it for another while. */
        synchronized boolean isOurs() {
            lost = lost || !leases.take(LEASE, instance, clock.instant(), config.lease());
            return !lost;
        }

        void keepUp() {
            Duration pause = config.lease().dividedBy(3);
            boolean ours = true;
            try {
                while (ours) {
                    Thread.sleep(pause);
                    ours = renewed();
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean renewed() {
            try {
                return isOurs();
            } catch (RuntimeException | Error failure) {
                // Tried again; whoever takes it in the meantime closes instead of us.
                log.atWarn().setCause(failure).log("The lease of a day's close was not kept up");
                return true;
            }
        }
    }

    /** Closes what administrators asked for. */
    private void answer(BooleanSupplier ours) {
        for (Closes.Asked asked : closes.asked()) {
            if (!gateway.close(asked.gateway(), asked.date(), ours)) {
                return;
            }
            closes.answered(asked);
        }
    }

    /** Closes the day that is due, and before it those that nobody closed in their time. */
    private void closeWhatIsDue(BooleanSupplier ours) {
        LocalDate due = config.dueAt(clock.instant());
        if (gateway.offered().isEmpty()) {
            return;
        }
        if (!isTold(due)) {
            for (LocalDate date = firstUntold(due); !date.isAfter(due); date = date.plusDays(1)) {
                if (!closeAndTell(date, ours)) {
                    return;
                }
            }
        }
        // A second look that failed is tried for as long as a first one is, whatever becomes of it.
        if (!config.isOver(due, clock.instant())) {
            lookAgain(due, ours);
        }
    }

    private boolean isTold(LocalDate date) {
        return closes.find(date).filter(day -> day.toldAt() != null).isPresent();
    }

    /** The day behind the last one that was told; where none was, nothing is made up for. */
    private LocalDate firstUntold(LocalDate due) {
        LocalDate oldest = due.minusDays(MADE_UP_FOR - 1L);
        return closes.list(due, due.minusDays(LOOKED_BACK), LOOKED_BACK).stream()
                .filter(day -> day.toldAt() != null)
                .findFirst()
                .map(told -> told.date().plusDays(1))
                .map(next -> next.isBefore(oldest) ? oldest : next)
                .orElse(due);
    }

    /**
     * Closes a day, tells of it once it is time, and looks at an earlier one a second time.
     *
     * @return false where somebody else closes in our place
     */
    private boolean closeAndTell(LocalDate date, BooleanSupplier ours) {
        List<GatewayName> offered = gateway.offered();
        DayClose day = closes.find(date).orElseGet(() -> DayClose.untouched(date));
        if (day.toldAt() != null) {
            return true;
        }
        List<GatewayName> due = offered.stream().filter(name -> isDue(day, name)).toList();
        if (!due.stream().allMatch(name -> gateway.close(name, date, ours))) {
            return false;
        }
        DayClose now = closes.find(date).orElse(day);
        if (offered.stream().allMatch(now::isClosed) || config.isOver(date, clock.instant())) {
            // Before it is told, so that no day goes without it; what fails then is tried again.
            if (!lookAgain(date, ours) || !ours.getAsBoolean()) {
                return false;
            }
            closes.tell(now, clock.instant(), isEmpty(now));
        }
        return true;
    }

    private boolean isDue(DayClose day, GatewayName name) {
        Instant now = clock.instant();
        return day.of(name)
                .map(close -> !close.isClosed() && now.isAfter(close.at().plus(config.retry())))
                .orElse(true);
    }

    /**
     * Closes the day that has its second look when {@code date} is due.
     *
     * @return false where somebody else closes in our place
     */
    private boolean lookAgain(LocalDate date, BooleanSupplier ours) {
        if (config.secondLook() == 0) {
            return true;
        }
        LocalDate earlier = date.minusDays(config.secondLook());
        Instant from = config.dueFrom(date);
        return closes.find(earlier).stream()
                .flatMap(day -> gateway.offered().stream().filter(name -> isDue(day, name, from)))
                .allMatch(name -> gateway.close(name, earlier, ours));
    }

    /** Whether it was not closed since {@code from}, and nobody failed to a moment ago. */
    private boolean isDue(DayClose day, GatewayName name, Instant from) {
        GatewayClose close = day.of(name).orElse(null);
        if (close == null || close.triedAt().isBefore(from)) {
            return true;
        }
        return (!close.isClosed() || close.at().isBefore(from))
                && clock.instant().isAfter(close.triedAt().plus(config.retry()));
    }

    /** Nothing was paid anywhere, and nothing went wrong: no mail. */
    private static boolean isEmpty(DayClose day) {
        return day.gateways().values().stream().allMatch(GatewayClose::isEmpty);
    }

    /** Waits until the lease is given back; what was not closed is closed by the next instance. */
    @PreDestroy
    void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(GOODBYE);
        }
    }
}
