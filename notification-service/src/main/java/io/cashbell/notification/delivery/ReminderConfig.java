package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When buyers are reminded.
 *
 * @param before how long before the time to pay is over
 */
@ConfigurationProperties("notification.reminder")
public record ReminderConfig(@Bindable(defaultValue = "24h") Duration before) {}
