package io.cashbell.order.admin.console;

import io.cashbell.order.Order;
import io.cashbell.order.OrderState;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Receipt;
import io.cashbell.order.admin.OwnerViews;
import io.cashbell.order.admin.OwnerViews.OwnedOrder;
import java.util.List;

/**
 * One order, as it is drawn.
 *
 * @param lines what was ordered, each with its prices as the market writes them
 * @param version which state of the order this is
 * @param key names a command that is given from here, so that two clicks are one command
 */
public record OrderPage(
        OwnedOrder order,
        List<Line> lines,
        String total,
        String refundable,
        String refundableDecimal,
        String currency,
        long version,
        Can can,
        String key) {

    /** One line of the order. */
    public record Line(String name, int quantity, String unit, String total) {}

    /** Which commands make sense now; the order itself decides. */
    public record Can(boolean ship, boolean collect, boolean cancel, boolean refund) {
        static Can of(Order order) {
            OrderState state = order.state();
            Receipt receipt = state.receipt();
            boolean onArrival = state.payment() == PaymentStatus.DUE_ON_ARRIVAL;
            return switch (state) {
                case OrderState.Created _ -> new Can(onArrival, false, true, false);
                case OrderState.Paid paid ->
                        new Can(paid.shipment() == null, false, false, isLeft(receipt));
                case OrderState.Shipped _ -> new Can(false, onArrival, onArrival, isLeft(receipt));
                default -> new Can(false, false, false, isLeft(receipt));
            };
        }

        private static boolean isLeft(@org.jspecify.annotations.Nullable Receipt receipt) {
            return receipt != null && !receipt.refunds().left().isZero();
        }
    }

    static OrderPage of(Order order, String key) {
        Receipt receipt = order.state().receipt();
        return new OrderPage(
                OwnerViews.whole(order),
                order.lines().stream()
                        .map(
                                line ->
                                        new Line(
                                                line.name(),
                                                line.quantity(),
                                                Page.money(line.unitPrice()),
                                                Page.money(line.total())))
                        .toList(),
                Page.money(order.total()),
                receipt == null ? "" : Page.money(receipt.refunds().left()),
                receipt == null ? "" : receipt.refunds().left().decimal(),
                order.total().currency().name(),
                order.version(),
                Can.of(order),
                key);
    }
}
