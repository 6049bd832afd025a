package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** {@code payment.refund-failed.v1}, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RefundFailed(String refundId, String reason) {
    public static final String TYPE = "payment.refund-failed.v1";
}
