package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.order.Amount;
import org.jspecify.annotations.Nullable;

/** {@code payment.disputed.v1}, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentConcern(
        String reason, @Nullable Amount amount, @Nullable String gatewayTradeNo) {
    public static final String DISPUTED = "payment.disputed.v1";
}
