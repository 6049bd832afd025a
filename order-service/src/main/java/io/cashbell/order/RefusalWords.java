package io.cashbell.order;

import io.cashbell.order.OrderFact.GoodsShipped;
import io.cashbell.order.OrderFact.MoneyCollected;
import io.cashbell.order.OrderFact.OrderCancelled;
import io.cashbell.order.OrderFact.RefundRequested;
import org.jspecify.annotations.Nullable;

/** Says in plain words why an order does not take a fact now. */
final class RefusalWords {
    private RefusalWords() {}

    static String of(OrderState from, OrderFact fact) {
        return switch (fact) {
            case GoodsShipped _ -> ship(from);
            case MoneyCollected _ -> collect(from);
            case OrderCancelled _ -> cancel(from);
            case RefundRequested wish -> refund(from.receipt(), wish.amount());
            default ->
                    "The order is "
                            + from.status().text()
                            + " and its payment is "
                            + from.payment().text()
                            + ".";
        };
    }

    private static String ship(OrderState from) {
        return switch (from.status()) {
            case CREATED ->
                    "The order is not paid yet; only one that is paid on arrival is shipped before.";
            case PAID ->
                    from.shipment() == null
                            ? "All the money of the order is on its way back to the buyer."
                            : "The order was shipped already.";
            case SHIPPED -> "The order was shipped already.";
            case CANCELLED -> "The order was called off.";
            case EXPIRED -> "Nobody paid the order in time.";
            case REFUNDED -> "The money of the order was given back.";
        };
    }

    private static String collect(OrderState from) {
        Receipt receipt = from.receipt();
        if (receipt != null) {
            return receipt.isOnArrival()
                    ? "The money of the order was collected already."
                    : "The order was paid online: there is nothing to collect.";
        }
        return switch (from.status()) {
            case CREATED ->
                    from.payment() == PaymentStatus.DUE_ON_ARRIVAL
                            ? "The order is not shipped yet: who delivers it brings the money."
                            : "The order is not paid on arrival.";
            case CANCELLED -> "The order was called off.";
            case EXPIRED -> "Nobody paid the order in time.";
            case PAID, SHIPPED, REFUNDED -> "There is nothing to collect.";
        };
    }

    private static String cancel(OrderState from) {
        return switch (from.status()) {
            case PAID, SHIPPED -> "The order is paid: give the money back instead.";
            case CANCELLED -> "The order was called off already.";
            case REFUNDED -> "The money of the order was given back.";
            case CREATED, EXPIRED -> "The order cannot be called off now.";
        };
    }

    private static String refund(@Nullable Receipt receipt, @Nullable Money amount) {
        if (receipt == null) {
            return "No money of the order has come in, so there is none to give back.";
        }
        Refunds refunds = receipt.refunds();
        if (amount != null && amount.currency() != refunds.received().currency()) {
            return "The order was paid in " + refunds.received().currency() + ".";
        }
        if (refunds.left().isZero()) {
            return "Nothing is left to give back: all of it went back, or is on its way.";
        }
        if (amount != null && refunds.left().isLessThan(amount)) {
            return "Only " + refunds.left() + " are left to give back.";
        }
        return "The order has had " + Refunds.MOST + " refunds; no more fit on it.";
    }
}
