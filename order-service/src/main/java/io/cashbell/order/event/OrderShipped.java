package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Order;
import io.cashbell.order.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * {@code order.shipped.v1}: the goods are on their way.
 *
 * @param trackingNumber absent where nobody told it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderShipped(String orderId, String carrier, @Nullable String trackingNumber) {
    public static final String TYPE = "order.shipped.v1";

    /** A shipment is never taken back or changed: a second copy is equal to the first. */
    public static OrderShipped of(Order order) {
        Shipment shipment = order.state().shipment();
        if (shipment == null) {
            throw new IllegalStateException("The order " + order.id() + " is not shipped");
        }
        String number = shipment.trackingNumber();
        return new OrderShipped(
                order.id().value(),
                shipment.carrier(),
                number.equals(Shipment.NO_NUMBER) ? null : number);
    }
}
