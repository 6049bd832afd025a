package io.cashbell.order.admin.today;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom the console asks how they keep up.
 *
 * @param paymentApiUrl the payment service, as this one reaches it; empty where it is not to be
 *     asked
 * @param notificationApiUrl the notification service, likewise
 * @param token what lets us in there
 * @param connect how long a connection may take to be made
 * @param look how long an answer may take that a page waits for
 * @param act how long a command may take
 * @param rest how long a service is left alone after it did not answer twice
 */
@ConfigurationProperties("today")
record TodayConfig(
        @Nullable String paymentApiUrl,
        @Nullable String notificationApiUrl,
        @Nullable String token,
        @Bindable(defaultValue = "500ms") Duration connect,
        @Bindable(defaultValue = "1s") Duration look,
        @Bindable(defaultValue = "10s") Duration act,
        @Bindable(defaultValue = "10s") Duration rest) {

    @Override
    public String toString() {
        return "TodayConfig[payment="
                + paymentApiUrl
                + ", notification="
                + notificationApiUrl
                + "]";
    }
}
