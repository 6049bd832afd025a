package io.cashbell.order.admin.payments;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom we ask about payments: under {@code payment-api}.
 *
 * @param url the payment service, as this one reaches it
 * @param token what lets us in there; without it nothing of payments is shown
 * @param connect how long a connection may take
 * @param timeout of one question, from its first byte to the answer's last
 */
@ConfigurationProperties("payment-api")
record PaymentApiConfig(
        @NotNull URI url,
        @Nullable String token,
        @Bindable(defaultValue = "1s") Duration connect,
        @Bindable(defaultValue = "5s") Duration timeout) {

    URI at(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "api/admin/" + path);
    }

    @Override
    public String toString() {
        return "PaymentApiConfig[url=" + url + "]";
    }
}
