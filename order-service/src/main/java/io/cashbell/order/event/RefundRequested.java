package io.cashbell.order.event;

import io.cashbell.order.Amount;
import io.cashbell.order.Order;
import io.cashbell.order.Receipt;
import io.cashbell.order.Refund;

/** {@code order.refund-requested.v1}: the shop wants to give money back. */
public record RefundRequested(String orderId, String refundId, Amount amount, String reason) {
    public static final String TYPE = "order.refund-requested.v1";

    /**
     * Amount and reason of a refund never change: a second copy is equal to the first.
     *
     * @throws IllegalStateException if the order has no such refund
     */
    public static RefundRequested of(Order order, String refundId) {
        Receipt receipt = order.state().receipt();
        Refund refund = receipt == null ? null : receipt.refunds().find(refundId).orElse(null);
        if (refund == null) {
            throw new IllegalStateException("The order " + order.id() + " has no such refund");
        }
        return new RefundRequested(
                order.id().value(), refund.id(), refund.amount().amount(), refund.reason());
    }
}
