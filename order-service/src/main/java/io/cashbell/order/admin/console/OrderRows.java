package io.cashbell.order.admin.console;

import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.Shipment;
import java.time.Instant;
import java.util.List;

/**
 * A page of orders, as it is drawn.
 *
 * @param next address of the page after this; empty at the end
 */
public record OrderRows(List<Row> rows, String next) {

    /** Whether there is one among them that may go to the carrier. */
    public boolean anyShippable() {
        return rows.stream().anyMatch(Row::shippable);
    }

    /** One order among others. */
    public record Row(
            String id,
            Instant placedAt,
            String status,
            String payment,
            String method,
            String buyer,
            String total,
            boolean concern,
            boolean shippable) {
        static Row of(Order order) {
            return new Row(
                    order.id().value(),
                    order.placedAt(),
                    order.state().status().text(),
                    order.state().payment().text(),
                    order.method().code(),
                    order.buyer().name(),
                    Page.money(order.total()),
                    !order.concerns().isEmpty(),
                    order.allows(
                            new OrderFact.GoodsShipped(new Shipment(order.placedAt(), "-", "-"))));
        }
    }
}
