package io.cashbell.payment.event;

import java.util.List;

/**
 * {@code payment.failed.v1}: the gateway could not take the money. Told once per attempt; the buyer
 * may try again, so a confirmation may follow.
 */
public record PaymentFailed(
        String orderId,
        String paymentId,
        String method,
        Amount amount,
        String reason,
        String gatewayCode,
        List<Item> items,
        String locale) {

    public static final String TYPE = "payment.failed.v1";
}
