package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.refunded.v1}: money was given back. Told once per refund.
 *
 * @param remaining what is left of the payment after it
 * @param unapplied true where it was money that no order counts, a second payment or one that came
 *     too late: the order's own payment is as it was; else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentRefunded(
        String orderId,
        String paymentId,
        String method,
        String refundId,
        Amount amount,
        Amount remaining,
        @Nullable Boolean unapplied) {

    public static final String TYPE = "payment.refunded.v1";
}
