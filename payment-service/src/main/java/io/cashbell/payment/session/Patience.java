package io.cashbell.payment.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Waits for an order's event, which is usually milliseconds behind its buyer. Seldom, ever more
 * slowly, and for few at once: the address can be visited by anybody, with any order id.
 */
@Singleton
class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Settings settings;
    private final Semaphore places;

    Patience(Settings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.places());
    }

    /** Whether {@code happened} became true in time; false at once when too many wait already. */
    boolean await(BooleanSupplier happened) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            long giveUp = System.nanoTime() + settings.limit().toNanos();
            Duration pause = FIRST_PAUSE;
            long left = settings.limit().toNanos();
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(Math.min(pause.toNanos(), left)));
                if (happened.getAsBoolean()) {
                    return true;
                }
                pause = pause.multipliedBy(3).dividedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                left = giveUp - System.nanoTime();
            }
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            places.release();
        }
    }

    /**
     * @param limit how long one visit waits
     * @param places how many visits wait at once
     */
    @ConfigurationProperties("checkout.patience")
    record Settings(
            @Bindable(defaultValue = "5s") Duration limit,
            @Bindable(defaultValue = "200") int places) {}
}
