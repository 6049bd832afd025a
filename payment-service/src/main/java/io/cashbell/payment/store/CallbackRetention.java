package io.cashbell.payment.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Under {@code callback}: how long callbacks are kept, in days.
 *
 * @param retentionDays those that were verified
 * @param refusedRetentionDays those that were not
 */
@ConfigurationProperties("callback")
record CallbackRetention(
        @Bindable(defaultValue = "90") int retentionDays,
        @Bindable(defaultValue = "7") int refusedRetentionDays) {

    /** Of whatever is kept longest. */
    int longest() {
        return Math.max(retentionDays, refusedRetentionDays);
    }
}
