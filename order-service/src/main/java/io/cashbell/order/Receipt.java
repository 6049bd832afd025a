package io.cashbell.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The money of an order has come in.
 *
 * @param paymentId of the payment service; null where the money was collected on arrival
 * @param gatewayTradeNo what the gateway calls the payment; null where there was none
 */
public record Receipt(Instant paidAt, @Nullable String paymentId, @Nullable String gatewayTradeNo) {

    public static Receipt onArrival(Instant collectedAt) {
        return new Receipt(collectedAt, null, null);
    }
}
