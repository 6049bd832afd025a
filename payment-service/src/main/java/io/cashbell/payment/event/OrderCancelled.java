package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/** {@code order.cancelled.v1}, as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderCancelled(String orderId, String reason) {

    public static final String TYPE = "order.cancelled.v1";

    public OrderCancelled {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(reason, "reason");
    }
}
