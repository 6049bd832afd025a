package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The program that hears what administrators are mailed.
 *
 * @param url where it listens; without it nothing is sent
 * @param secret what it knows us by, {@code whsec_…}; two, separated by a comma, while one takes
 *     the other's place
 * @param timeout of one attempt, from the first byte to the last
 */
@ConfigurationProperties("notification.webhook")
public record WebhookConfig(
        @Nullable String url,
        @Nullable String secret,
        @Bindable(defaultValue = "15s") Duration timeout) {

    @Nullable URI address() {
        return url == null || url.isBlank() ? null : URI.create(url);
    }

    @Override
    public String toString() {
        return "WebhookConfig[url=" + url + "]";
    }
}
