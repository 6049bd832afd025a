package io.cashbell.payment.gateway.ecpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;

/**
 * The shop's account at ECPay. Without a merchant there is no ECPay in this installation.
 *
 * @param baseUrl what comes before {@code /Cashier}
 * @param acceptSimulated whether {@code SimulatePaid=1} counts as payment; never in production
 * @param timeout of a call to ECPay, from the first byte sent to the last one read
 */
@ConfigurationProperties("gateway.ecpay")
@Requires(property = "gateway.ecpay.merchant-id", pattern = "\\S+")
record EcpayConfig(
        @NotNull URI baseUrl,
        @NotBlank String merchantId,
        @NotBlank String hashKey,
        @NotBlank String hashIv,
        @Bindable(defaultValue = "false") boolean acceptSimulated,
        @Bindable(defaultValue = "10s") Duration timeout) {

    /** The address that {@code path} has at ECPay. */
    URI at(String path) {
        String base = baseUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return "EcpayConfig[merchantId=" + merchantId + ", baseUrl=" + baseUrl + "]";
    }
}
