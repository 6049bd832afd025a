package io.cashbell.order;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The units of counted products that an order keeps from being sold to others. Most orders have
 * none: their products are not counted.
 *
 * @param units one entry a product; none once the goods are on their way, for then they are gone
 * @param released they are for sale again; what they were is known for a payment that comes late
 */
public record Reservation(List<Units> units, boolean released) {
    public static final Reservation NONE = new Reservation(List.of(), false);

    public Reservation {
        units = List.copyOf(units);
        released = released && !units.isEmpty();
    }

    /** Of an order that is placed. */
    public static Reservation of(List<Units> units) {
        return new Reservation(units, false);
    }

    /**
     * So many of one product.
     *
     * @param count which count of that product they were taken from: another one, begun since,
     *     knows nothing of them
     */
    public record Units(String productId, int quantity, String count) {}

    /** What is kept from others now. */
    public List<Units> held() {
        return released ? List.of() : units;
    }

    /**
     * What it is in another state of its order: goods that were not sent are for sale again when
     * the order ends, and wanted again when it comes back.
     */
    Reservation in(OrderState state) {
        return switch (state) {
            case OrderState.Created _ -> this;
            case OrderState.Paid paid -> paid.shipment() == null ? of(units) : NONE;
            case OrderState.Shipped _ -> NONE;
            // What was sent and comes back is looked at first: the owner counts it in.
            case OrderState.Cancelled cancelled ->
                    cancelled.shipment() == null ? new Reservation(units, true) : NONE;
            case OrderState.Expired _ -> new Reservation(units, true);
            case OrderState.Refunded refunded ->
                    refunded.shipment() == null ? new Reservation(units, true) : NONE;
        };
    }

    /** The products, for people. */
    String products() {
        return units.stream()
                .map(each -> each.quantity() + " × " + each.productId())
                .collect(Collectors.joining(", "));
    }
}
