package io.cashbell.order.event;

import io.cashbell.order.Order;
import io.cashbell.order.OrderState;

/**
 * {@code order.cancelled.v1}: the order was called off.
 *
 * @param paymentMethod so that who takes money online can pass over what is paid on arrival
 */
public record OrderCancelled(String orderId, String reason, String paymentMethod) {
    public static final String TYPE = "order.cancelled.v1";

    /** Nothing follows it: a second copy is equal to the first. */
    public static OrderCancelled of(Order order) {
        if (!(order.state() instanceof OrderState.Cancelled cancelled)) {
            throw new IllegalStateException("The order " + order.id() + " is not called off");
        }
        return new OrderCancelled(order.id().value(), cancelled.reason(), order.method().code());
    }
}
