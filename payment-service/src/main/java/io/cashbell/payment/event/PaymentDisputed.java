package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.disputed.v1}: something needs a person. Told once per reason and trade number.
 *
 * @param amount what the gateway claims; the order's own total is in its other events
 * @param gatewayTradeNo absent where the gateway made no number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentDisputed(
        String orderId,
        String paymentId,
        String method,
        Amount amount,
        String reason,
        @Nullable String gatewayTradeNo) {

    public static final String TYPE = "payment.disputed.v1";
}
