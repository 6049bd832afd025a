package io.cashbell.payment.callback;

import io.cashbell.payment.Callbacks;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.gateway.GatewayName;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Keeps a few of an hour of what was not verified, after the answer and never waited for, so that a
 * flood neither fills the table nor costs.
 */
@Singleton
class Sample {

    private static final int AT_ONCE = 4;

    private final Callbacks callbacks;
    private final CallbackConfig config;
    private final DeskMeter meter;
    private final ExecutorService threads;
    private final Clock clock;
    private final Semaphore underWay = new Semaphore(AT_ONCE);
    private final Map<GatewayName, HourlyBudget> budgets = new EnumMap<>(GatewayName.class);

    Sample(
            Callbacks callbacks,
            CallbackConfig config,
            DeskMeter meter,
            @Named(TaskExecutors.VIRTUAL) ExecutorService threads,
            Clock clock) {
        this.callbacks = callbacks;
        this.config = config;
        this.meter = meter;
        this.threads = threads;
        this.clock = clock;
        for (GatewayName gateway : GatewayName.values()) {
            budgets.put(gateway, new HourlyBudget(config.refusedKeptPerHour()));
        }
    }

    /**
     * @param keeping makes of the present moment what is kept; not asked where there is no room
     */
    void keepIfRoom(GatewayName gateway, Function<Instant, KeptCallback> keeping) {
        Instant now = clock.instant();
        HourlyBudget budget = budgetOf(gateway);
        if (!underWay.tryAcquire()) {
            return;
        }
        boolean handedOver = false;
        try {
            if (budget.take(now)) {
                KeptCallback kept = keeping.apply(now);
                threads.execute(() -> keep(gateway, kept, budget, now));
                handedOver = true;
            }
        } finally {
            if (!handedOver) {
                underWay.release();
            }
        }
    }

    private void keep(GatewayName gateway, KeptCallback kept, HourlyBudget budget, Instant now) {
        try {
            boolean hasRoom =
                    callbacks.keepWithin(
                            kept,
                            config.refusedKeptPerHour(),
                            clock.instant().plus(config.refusedRetentionDays(), ChronoUnit.DAYS));
            if (!hasRoom) {
                budget.exhaust(now);
            }
            meter.count(gateway, hasRoom ? "refused" : "no-room");
        } catch (RuntimeException lost) {
            meter.lost(gateway, lost);
        } finally {
            underWay.release();
        }
    }

    private HourlyBudget budgetOf(GatewayName gateway) {
        HourlyBudget budget = budgets.get(gateway);
        if (budget == null) {
            throw new IllegalStateException("every gateway has a budget");
        }
        return budget;
    }
}
