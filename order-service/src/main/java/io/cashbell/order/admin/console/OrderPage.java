package io.cashbell.order.admin.console;

import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.Receipt;
import io.cashbell.order.Shipment;
import io.cashbell.order.admin.OwnerViews;
import io.cashbell.order.admin.OwnerViews.OwnedOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One order, as it is drawn.
 *
 * @param lines what was ordered, each with its prices as the market writes them
 * @param version which state of the order this is
 * @param key names a command that is given from here, so that two clicks are one command
 * @param typed what its forms are opened with
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
        String key,
        TypedCommand typed) {

    /** Names the field of an amount to refund: another rest, another field. */
    public String amountId() {
        return "refund-amount-" + refundableDecimal.replace('.', '-');
    }

    /** One line of the order. */
    public record Line(String name, int quantity, String unit, String total) {}

    /** Which commands the order would obey now. */
    public record Can(boolean ship, boolean collect, boolean cancel, boolean refund) {
        static Can of(Order order) {
            Instant at = order.placedAt();
            return new Can(
                    order.allows(new OrderFact.GoodsShipped(new Shipment(at, "-", "-"))),
                    order.allows(new OrderFact.MoneyCollected(null, at)),
                    order.allows(new OrderFact.OrderCancelled("-", at)),
                    order.allows(new OrderFact.RefundRequested("-", null, "-", at)));
        }
    }

    static OrderPage of(Order order, String key) {
        return of(order, key, TypedCommand.NONE);
    }

    /**
     * For a page that is open. It keeps what was typed into it; an amount to refund was typed
     * beside another rest, where that has changed: then it is to be typed again, and no other
     * stands in its place.
     *
     * @param left what may be refunded by what the page shows; empty for nothing
     */
    static OrderPage next(Order order, String key, String left) {
        OrderPage page = of(order, key);
        return left.isEmpty() || left.equals(page.refundableDecimal)
                ? page
                : of(order, key, new TypedCommand("refund", Map.of("amount", "")));
    }

    static OrderPage of(Order order, String key, TypedCommand typed) {
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
                key,
                typed);
    }
}
