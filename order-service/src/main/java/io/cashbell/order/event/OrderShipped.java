package io.cashbell.order.event;

import io.cashbell.order.Order;
import io.cashbell.order.Shipment;

/** {@code order.shipped.v1}: the goods are on their way. */
public record OrderShipped(String orderId, String carrier, String trackingNumber) {
    public static final String TYPE = "order.shipped.v1";

    /** A shipment is never taken back or changed: a second copy is equal to the first. */
    public static OrderShipped of(Order order) {
        Shipment shipment = order.state().shipment();
        if (shipment == null) {
            throw new IllegalStateException("The order " + order.id() + " is not shipped");
        }
        return new OrderShipped(order.id().value(), shipment.carrier(), shipment.trackingNumber());
    }
}
