package io.cashbell.order.request;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What is known of those who call from outside.
 *
 * @param trustedProxies how many proxies stand before the service and append to {@code
 *     X-Forwarded-For}
 * @param ordersPerMinute how many orders one network may place in a minute in one instance; 0 for
 *     as many as it likes
 */
@ConfigurationProperties("client")
public record ClientConfig(
        @Bindable(defaultValue = "0") int trustedProxies,
        @Bindable(defaultValue = "120") int ordersPerMinute) {}
