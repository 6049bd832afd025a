package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.payment.PaymentMethod;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code order.cancelled.v1}, as we read it.
 *
 * @param paymentMethod absent from older events
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderCancelled(String orderId, String reason, @Nullable String paymentMethod) {

    public static final String TYPE = "order.cancelled.v1";

    public OrderCancelled {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether such an order has no payment here; empty where the event does not say. */
    public Optional<Boolean> isPaidOnArrival() {
        return Optional.ofNullable(paymentMethod).map(PaymentMethod.PAY_ON_ARRIVAL.code()::equals);
    }
}
