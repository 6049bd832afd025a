package io.cashbell.local.gateway.wechatpay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order at WeChat.
 *
 * @param handle what the last request for it was given: a prepay_id, or the pr of a code_url
 * @param refunds the oldest first
 */
record Trade(
        Order order,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String handle,
        @Nullable Instant closedAt,
        @Nullable Payment payment,
        List<Refund> refunds) {

    Trade {
        refunds = List.copyOf(refunds);
    }

    /** As trade_state spells it, and in words (section 7). */
    enum State {
        NOTPAY("订单未支付"),
        SUCCESS("支付成功"),
        REFUND("订单发生过退款，退款详情请查询退款单"),
        CLOSED("订单已关闭");

        private final String description;

        State(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    /**
     * @param transactionId WeChat's number, 28 digits
     * @param openid who paid
     * @param total fen; what the order says, unless the sandbox was told otherwise
     */
    record Payment(String transactionId, String openid, int total, Instant at) {}

    static Trade open(Order order, Instant at, Instant expiresAt) {
        return new Trade(order, at, expiresAt, null, null, null, List.of());
    }

    /** An unpaid order closes by itself when its time is over. */
    State state(Instant now) {
        if (payment != null) {
            return refunds.stream().allMatch(refund -> refund.status() == Refund.Status.CLOSED)
                    ? State.SUCCESS
                    : State.REFUND;
        }
        return closedAt != null || !now.isBefore(expiresAt) ? State.CLOSED : State.NOTPAY;
    }

    /** Fen: paid or, until then, to be paid. */
    int total() {
        return payment == null ? order.total() : payment.total();
    }

    /** Fen given back or being given back. */
    long refunded() {
        return refunds.stream()
                .filter(refund -> refund.status() != Refund.Status.CLOSED)
                .mapToLong(refund -> refund.order().refund())
                .sum();
    }

    String outTradeNo() {
        return order.outTradeNo();
    }

    Trade with(String newHandle) {
        return new Trade(order, createdAt, expiresAt, newHandle, closedAt, payment, refunds);
    }

    Trade closed(Instant at) {
        return new Trade(order, createdAt, expiresAt, handle, at, payment, refunds);
    }

    Trade paid(Payment by) {
        return new Trade(order, createdAt, expiresAt, handle, closedAt, by, refunds);
    }

    /** A refund more, or one in another state. */
    Trade with(Refund changed) {
        var all = new ArrayList<>(refunds);
        all.replaceAll(known -> known.isSameAs(changed) ? changed : known);
        if (all.stream().noneMatch(changed::isSameAs)) {
            all.add(changed);
        }
        return new Trade(order, createdAt, expiresAt, handle, closedAt, payment, all);
    }
}
