package io.cashbell.payment.reconciliation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How payments are looked after: under {@code reconciliation}.
 *
 * @param every how often somebody looks, with jitter; of all instances one at a time
 * @param page of how many payments each partition of the index is asked at once
 * @param atOnce how many payments are looked after side by side
 * @param grace how long after its deadline a payment may still be waiting for a late callback, at
 *     least; a gateway that tells of some method's money later has that long
 * @param lease for how long a look belongs to the instance that began it, should that one die
 */
@ConfigurationProperties("reconciliation")
record ReconciliationConfig(
        @Bindable(defaultValue = "5m") Duration every,
        @Bindable(defaultValue = "100") int page,
        @Bindable(defaultValue = "8") int atOnce,
        @Bindable(defaultValue = "1m") Duration grace,
        @Bindable(defaultValue = "4m") Duration lease) {

    ReconciliationConfig {
        if (page < 1 || atOnce < 1) {
            throw new IllegalArgumentException("reconciliation.page and at-once are at least 1");
        }
    }
}
