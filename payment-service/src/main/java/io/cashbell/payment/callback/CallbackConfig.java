package io.cashbell.payment.callback;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What the desk keeps: under {@code callback}.
 *
 * @param refusedKeptPerHour how many callbacks of one gateway that were not verified are kept in an
 *     hour, by all instances together
 * @param retentionDays how long a verified callback is kept
 * @param refusedRetentionDays how long one that was not verified is kept
 * @param patience how long an acknowledgement waits for the desk
 */
@ConfigurationProperties("callback")
record CallbackConfig(
        @Bindable(defaultValue = "100") int refusedKeptPerHour,
        @Bindable(defaultValue = "90") int retentionDays,
        @Bindable(defaultValue = "7") int refusedRetentionDays,
        @Bindable(defaultValue = "1s") Duration patience) {}
