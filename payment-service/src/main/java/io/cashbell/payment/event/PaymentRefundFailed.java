package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.refund-failed.v1}: money could not be given back, for good; a person has to
 * decide. Told once per refund.
 *
 * @param remaining what is left of the payment, this refund not counted
 * @param reason in words for the shop
 * @param unapplied as in {@link PaymentRefunded}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentRefundFailed(
        String orderId,
        String paymentId,
        String method,
        String refundId,
        Amount amount,
        Amount remaining,
        String reason,
        @Nullable String gatewayCode,
        @Nullable Boolean unapplied) {

    public static final String TYPE = "payment.refund-failed.v1";
}
