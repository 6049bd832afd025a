package io.cashbell.local.gateway.wechatpay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back to a buyer (section 8).
 *
 * @param refundId WeChat's number, 29 digits
 * @param due when it succeeds by itself; null: never
 * @param settledAt when it left PROCESSING
 */
record Refund(
        RefundOrder order,
        String outTradeNo,
        String refundId,
        Instant createdAt,
        @Nullable Instant due,
        Status status,
        @Nullable Instant settledAt) {

    /** As WeChat spells it. */
    enum Status {
        PROCESSING,
        SUCCESS,
        /** The buyer's card is dead; somebody must help. */
        ABNORMAL,
        /** Failed; may be asked for again with another number. */
        CLOSED
    }

    Refund settled(Status outcome, Instant at) {
        return new Refund(order, outTradeNo, refundId, createdAt, null, outcome, at);
    }

    boolean isSameAs(Refund other) {
        return refundId.equals(other.refundId);
    }

    String outRefundNo() {
        return order.outRefundNo();
    }

    /** What was known of it then; a bill keeps what it said when it was made. */
    Status statusAt(Instant then) {
        return settledAt == null || settledAt.isAfter(then) ? Status.PROCESSING : status;
    }
}
