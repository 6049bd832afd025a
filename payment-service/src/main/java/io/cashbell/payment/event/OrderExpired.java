package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/** {@code order.expired.v1}, as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderExpired(String orderId) {

    public static final String TYPE = "order.expired.v1";

    public OrderExpired {
        Objects.requireNonNull(orderId, "orderId");
    }
}
