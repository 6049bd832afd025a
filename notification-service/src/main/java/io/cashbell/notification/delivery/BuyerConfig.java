package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom we ask for a buyer's address.
 *
 * @param orderApiUrl the order service, as this one reaches it
 * @param token what lets us in there; without it no buyer is found
 * @param timeout of one question, from the first byte to the last
 */
@ConfigurationProperties("notification.buyers")
record BuyerConfig(
        @NotNull URI orderApiUrl,
        @Nullable String token,
        @Bindable(defaultValue = "5s") Duration timeout) {

    URI contactOf(String orderId) {
        String base = orderApiUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base : base + "/")
                        + "api/admin/orders/"
                        + orderId
                        + "/contact");
    }

    @Override
    public String toString() {
        return "BuyerConfig[orderApiUrl=" + orderApiUrl + "]";
    }
}
