package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** {@code payment.disputed.v1}, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentConcern(String reason) {
    public static final String DISPUTED = "payment.disputed.v1";
}
