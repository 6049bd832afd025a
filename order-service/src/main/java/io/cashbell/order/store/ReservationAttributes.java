package io.cashbell.order.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.order.Reservation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The reservation of an order as attributes; most orders have none. */
final class ReservationAttributes {
    private static final String UNITS = "hd";
    private static final String RELEASED = "hr";

    private ReservationAttributes() {}

    /** Null for one that the item does not have. */
    static void put(Reservation reservation, Map<String, @Nullable AttributeValue> attributes) {
        attributes.put(
                UNITS,
                reservation.units().isEmpty()
                        ? null
                        : Values.of(
                                reservation.units().stream()
                                        .map(ReservationAttributes::units)
                                        .toList()));
        attributes.put(RELEASED, reservation.released() ? Values.of(true) : null);
    }

    static Reservation read(Map<String, AttributeValue> item) {
        return new Reservation(
                Values.list(item, UNITS).stream().map(each -> units(each.m())).toList(),
                Values.flag(item, RELEASED));
    }

    private static AttributeValue units(Reservation.Units units) {
        return Values.of(
                Map.of(
                        "p", Values.of(units.productId()),
                        "q", Values.of(units.quantity()),
                        "c", Values.of(units.count())));
    }

    private static Reservation.Units units(Map<String, AttributeValue> members) {
        return new Reservation.Units(
                Values.text(members, "p"),
                Math.toIntExact(Values.number(members, "q")),
                Values.text(members, "c"));
    }
}
