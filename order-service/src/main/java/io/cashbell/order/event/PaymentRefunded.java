package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.order.Amount;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.refunded.v1}, as far as we read it.
 *
 * @param unapplied true where the order never counted the money that went back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentRefunded(
        String refundId, Amount amount, Amount remaining, @Nullable Boolean unapplied) {
    public static final String TYPE = "payment.refunded.v1";
}
