package io.cashbell.payment.event;

import java.time.Instant;

/**
 * {@code payment.session-created.v1}: the buyer can pay by an attempt. Told once per attempt, where
 * the settings say so.
 *
 * @param attempt 1 for the first that was told of this payment
 */
public record PaymentSessionCreated(
        String orderId, String paymentId, long attempt, String method, Instant expiresAt) {

    public static final String TYPE = "payment.session-created.v1";
}
