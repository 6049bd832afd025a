package io.cashbell.order.lookup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Limits of the streams that tell an order's changes.
 *
 * @param most how many may be open in one instance
 * @param look how often a stream looks at its order
 * @param heartbeat how long it may be silent
 * @param life how long it lasts; browsers open another by themselves
 */
@ConfigurationProperties("streams")
record StreamConfig(
        @Bindable(defaultValue = "1000") @Min(1) int most,
        @Bindable(defaultValue = "1s") @NotNull Duration look,
        @Bindable(defaultValue = "15s") @NotNull Duration heartbeat,
        @Bindable(defaultValue = "10m") @NotNull Duration life) {}
