package io.cashbell.payment.warning;

import io.cashbell.payment.ToldWarnings;
import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what was noticed, beside whatever noticed it. The table sees to it that a day hears of
 * it once; that this instance asks it once an hour at most only saves calls.
 */
@Singleton
class TellWarnings implements Warnings {

    private static final Logger log = LoggerFactory.getLogger(TellWarnings.class);

    private record Noticed(Warning warning, @Nullable String gateway) {}

    private final ToldWarnings told;
    private final ExecutorService threads;
    private final Clock clock;
    private final OncePerHour<Noticed> turns;

    TellWarnings(
            ToldWarnings told, @Named(TaskExecutors.VIRTUAL) ExecutorService threads, Clock clock) {
        this.told = told;
        this.threads = threads;
        this.clock = clock;
        this.turns = new OncePerHour<>(clock);
    }

    @Override
    public void notice(Warning warning, @Nullable String gateway) {
        Noticed noticed = new Noticed(warning, gateway);
        if (!turns.take(noticed)) {
            return;
        }
        try {
            threads.execute(() -> tell(noticed));
        } catch (RejectedExecutionException stopping) {
            // Whoever notices it next tells it.
            turns.giveBack(noticed);
        }
    }

    private void tell(Noticed noticed) {
        try {
            if (told.tell(noticed.warning(), noticed.gateway(), clock.instant())) {
                log.atWarn()
                        .addKeyValue("warning", noticed.warning().code())
                        .addKeyValue("gateway", String.valueOf(noticed.gateway()))
                        .log("Administrators are warned of what hurts the shop");
            }
        } catch (RuntimeException failure) {
            turns.giveBack(noticed);
            log.atWarn()
                    .addKeyValue("warning", noticed.warning().code())
                    .setCause(failure)
                    .log("A warning could not be told; the next one to notice it tries again");
        }
    }
}
