package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How hard delivery tries.
 *
 * @param lease how long one attempt may take before somebody else takes the mail over; longer than
 *     the time limit of a hand-over
 * @param sweep gap between two looks for mails that wait
 * @param giveUpAfter a mail that nobody took for so long is failed for good
 * @param parallel attempts of the sweep at one time
 */
@ConfigurationProperties("notification.delivery")
public record DeliveryConfig(
        @Bindable(defaultValue = "60s") Duration lease,
        @Bindable(defaultValue = "10s") Duration sweep,
        @Bindable(defaultValue = "10s") Duration firstRetry,
        @Bindable(defaultValue = "10m") Duration longestRetry,
        @Bindable(defaultValue = "24h") Duration giveUpAfter,
        @Bindable(defaultValue = "8") @Min(1) @Max(64) int parallel) {

    RetrySchedule schedule() {
        return new RetrySchedule(firstRetry, longestRetry, giveUpAfter);
    }
}
