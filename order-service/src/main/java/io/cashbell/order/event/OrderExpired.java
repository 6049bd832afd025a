package io.cashbell.order.event;

import io.cashbell.order.Order;

/**
 * {@code order.expired.v1}: nobody paid in time. The payment service found that out and need not be
 * told; it is for whoever follows orders and knows nothing of payments.
 */
public record OrderExpired(String orderId, String reason) {
    public static final String TYPE = "order.expired.v1";

    /** Money may come late and change the order; what was told stays the same. */
    public static OrderExpired of(Order order) {
        return new OrderExpired(order.id().value(), "The time to pay is over");
    }
}
