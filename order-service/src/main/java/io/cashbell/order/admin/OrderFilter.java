package io.cashbell.order.admin;

import io.cashbell.order.Order;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.Receipt;
import io.cashbell.order.Shipment;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which orders are wanted; what is null is not asked for.
 *
 * @param from placed then or later
 * @param to placed before
 * @param text the gateway's number, the parcel's or the mail address, whole; or part of the buyer's
 *     name
 */
public record OrderFilter(
        @Nullable OrderStatus status,
        @Nullable PaymentMethod method,
        @Nullable PhoneNumber phone,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text) {

    public boolean takes(Order order) {
        return (status == null || order.state().status() == status)
                && (method == null || order.method() == method)
                && (phone == null || order.buyer().phone().equals(phone))
                && (from == null || !order.placedAt().isBefore(from))
                && (to == null || order.placedAt().isBefore(to))
                && (text == null || tells(order, text));
    }

    private static boolean tells(Order order, String text) {
        Receipt receipt = order.state().receipt();
        Shipment shipment = order.state().shipment();
        return (receipt != null && text.equals(receipt.gatewayTradeNo()))
                || (shipment != null && text.equals(shipment.trackingNumber()))
                || text.equals(order.id().value())
                || text.equalsIgnoreCase(order.buyer().email().value())
                || order.buyer()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .contains(text.toLowerCase(Locale.ROOT));
    }
}
