package io.cashbell.order;

import io.cashbell.order.OrderFact.GoodsShipped;
import io.cashbell.order.OrderFact.MoneyCollected;
import io.cashbell.order.OrderFact.OrderCancelled;
import io.cashbell.order.OrderFact.RefundRequested;
import org.jspecify.annotations.Nullable;

/** Says in plain words why an order does not take a fact now. */
final class RefusalWords {
    private static final Refusal SHIPPED = RefusalReason.ALREADY_SHIPPED.with();
    private static final Refusal CANCELLED = RefusalReason.CANCELLED.with();
    private static final Refusal EXPIRED = RefusalReason.EXPIRED.with();
    private static final Refusal REFUNDED = RefusalReason.REFUNDED.with();

    private RefusalWords() {}

    static Refusal of(OrderState from, OrderFact fact) {
        return switch (fact) {
            case GoodsShipped _ -> ship(from);
            case MoneyCollected _ -> collect(from);
            case OrderCancelled _ -> cancel(from);
            case RefundRequested wish -> refund(from.receipt(), wish.amount());
            default -> RefusalReason.NOT_NOW.with(from.status().text(), from.payment().text());
        };
    }

    private static Refusal ship(OrderState from) {
        return switch (from.status()) {
            case CREATED -> RefusalReason.NOT_PAID.with();
            case PAID -> from.shipment() == null ? RefusalReason.MONEY_GOING_BACK.with() : SHIPPED;
            case SHIPPED -> SHIPPED;
            case CANCELLED -> CANCELLED;
            case EXPIRED -> EXPIRED;
            case REFUNDED -> REFUNDED;
        };
    }

    private static Refusal collect(OrderState from) {
        Receipt receipt = from.receipt();
        if (receipt != null) {
            return receipt.isOnArrival()
                    ? RefusalReason.ALREADY_COLLECTED.with()
                    : RefusalReason.PAID_ONLINE.with();
        }
        return switch (from.status()) {
            case CREATED ->
                    from.payment() == PaymentStatus.DUE_ON_ARRIVAL
                            ? RefusalReason.NOT_SHIPPED.with()
                            : RefusalReason.NOT_ON_ARRIVAL.with();
            case CANCELLED -> CANCELLED;
            case EXPIRED -> EXPIRED;
            case PAID, SHIPPED, REFUNDED -> RefusalReason.NOTHING_TO_COLLECT.with();
        };
    }

    private static Refusal cancel(OrderState from) {
        return switch (from.status()) {
            case PAID, SHIPPED -> RefusalReason.REFUND_INSTEAD.with();
            case CANCELLED -> RefusalReason.ALREADY_CANCELLED.with();
            case REFUNDED -> REFUNDED;
            case CREATED, EXPIRED -> RefusalReason.NOT_CANCELLABLE.with();
        };
    }

    private static Refusal refund(@Nullable Receipt receipt, @Nullable Money amount) {
        if (receipt == null) {
            return RefusalReason.NOTHING_RECEIVED.with();
        }
        Refunds refunds = receipt.refunds();
        if (amount != null && amount.currency() != refunds.received().currency()) {
            return RefusalReason.OTHER_CURRENCY.with(refunds.received().currency());
        }
        if (refunds.left().isZero()) {
            return RefusalReason.NOTHING_LEFT.with();
        }
        if (amount != null && refunds.left().isLessThan(amount)) {
            return RefusalReason.TOO_MUCH.with(refunds.left());
        }
        return RefusalReason.TOO_MANY_REFUNDS.with(Refunds.MOST);
    }
}
