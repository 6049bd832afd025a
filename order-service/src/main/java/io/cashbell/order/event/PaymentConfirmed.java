package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.order.Amount;
import java.time.Instant;

/** {@code payment.confirmed.v1}, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentConfirmed(
        String paymentId, String method, Amount amount, String gatewayTradeNo, Instant paidAt) {
    public static final String TYPE = "payment.confirmed.v1";
}
