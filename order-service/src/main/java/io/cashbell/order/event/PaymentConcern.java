package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** {@code payment.disputed.v1} and {@code payment.refund-failed.v1}, as far as we read them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentConcern(String reason) {
    public static final String DISPUTED = "payment.disputed.v1";
    public static final String REFUND_FAILED = "payment.refund-failed.v1";
}
