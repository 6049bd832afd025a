package io.cashbell.payment.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Under {@code session}.
 *
 * @param told whether each attempt that a buyer can pay by is told of
 */
@ConfigurationProperties("session")
record SessionConfig(@Bindable(defaultValue = "false") boolean told) {}
