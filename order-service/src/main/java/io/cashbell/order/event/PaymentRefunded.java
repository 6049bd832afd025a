package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.order.Amount;

/** {@code payment.refunded.v1}, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentRefunded(Amount remaining) {
    public static final String TYPE = "payment.refunded.v1";
}
