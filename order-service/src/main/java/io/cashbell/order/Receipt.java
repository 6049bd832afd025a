package io.cashbell.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The money of an order has come in; some of it may have gone back.
 *
 * @param paymentId of the payment service; null where the money was collected on arrival
 * @param gatewayTradeNo what the gateway calls the payment; null where there was none
 * @param otherMethod how it was paid, where that is another way than the one that was ordered by
 */
public record Receipt(
        Instant paidAt,
        @Nullable String paymentId,
        @Nullable String gatewayTradeNo,
        @Nullable PaymentMethod otherMethod,
        Refunds refunds) {

    /** All of it is there. */
    public static Receipt of(
            Instant paidAt, String paymentId, String gatewayTradeNo, Money received) {
        return new Receipt(paidAt, paymentId, gatewayTradeNo, null, Refunds.none(received));
    }

    public static Receipt onArrival(Instant collectedAt, Money received) {
        return new Receipt(collectedAt, null, null, null, Refunds.none(received));
    }

    /** No gateway has this money: whoever delivered the goods brought it. */
    public boolean isOnArrival() {
        return paymentId == null;
    }

    Receipt with(Refunds next) {
        return new Receipt(paidAt, paymentId, gatewayTradeNo, otherMethod, next);
    }

    Receipt by(PaymentMethod other) {
        return new Receipt(paidAt, paymentId, gatewayTradeNo, other, refunds);
    }
}
