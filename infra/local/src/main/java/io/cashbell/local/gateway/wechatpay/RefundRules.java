package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Whether WeChat would take a refund (section 8). */
final class RefundRules {
    private static final int MOST_REFUNDS = 50;
    private static final Duration LONGEST_AFTER_PAYMENT = Duration.ofDays(365);

    private static final Shape FROM =
            Shape.object()
                    .required("account", Shape.oneOf("AVAILABLE", "UNAVAILABLE"))
                    .required("amount", Shape.whole(1));

    private static final Shape GOODS =
            Shape.object()
                    .required("merchant_goods_id", Shape.text(1, 32))
                    .optional("wechatpay_goods_id", Shape.text(1, 32))
                    .optional("goods_name", Shape.text(1, 256))
                    .required("unit_price", Shape.whole(0))
                    .required("refund_amount", Shape.whole(1))
                    .required("refund_quantity", Shape.whole(1));

    private static final Shape REFUND =
            Shape.object()
                    .optional("transaction_id", Shape.text(1, 32))
                    .optional("out_trade_no", OrderRules.OUT_TRADE_NO)
                    .required(
                            "out_refund_no",
                            Shape.text(
                                    Pattern.compile("[0-9A-Za-z_\\-|*@]{1,64}"),
                                    "1 to 64 digits, letters or any of _ - | * @"))
                    .optional("reason", Shape.text(1, 80))
                    .optional("notify_url", Shape.text(1, 255))
                    .optional("funds_account", Shape.oneOf("AVAILABLE"))
                    .required(
                            "amount",
                            Shape.object()
                                    .required("refund", Shape.whole(1))
                                    .required("total", Shape.whole(1))
                                    .required("currency", OrderRules.CURRENCY)
                                    .optional("from", Shape.listOf(FROM)))
                    .optional("goods_detail", Shape.listOf(GOODS));

    private RefundRules() {}

    /** The refund, when it is well formed. */
    static RefundOrder read(JsonNode body) {
        REFUND.check("", body);
        if (!body.has("transaction_id") && !body.has("out_trade_no")) {
            throw Refusal.parameter(
                    "body", "/out_trade_no", "is required where transaction_id is missing");
        }
        var order = new RefundOrder(body);
        order.notifyUrl().ifPresent(_ -> NotifyUrl.check("/notify_url", order.text("/notify_url")));
        return order;
    }

    /** Refuses a refund that this order does not allow. */
    static void check(RefundOrder order, Trade trade, Instant now) {
        var payment = trade.payment();
        if (payment == null) {
            throw Refusal.resourceMissing("订单不存在或未支付");
        }
        if (order.total() != trade.total()) {
            throw Refusal.invalid("订单金额与支付时不一致，请核实后再试");
        }
        if (payment.at().plus(LONGEST_AFTER_PAYMENT).isBefore(now)) {
            throw Refusal.invalid("订单已经超过退款期限");
        }
        if (trade.refunds().size() >= MOST_REFUNDS) {
            throw Refusal.invalid("部分退款次数超过" + MOST_REFUNDS + "次");
        }
        if (trade.refunded() + order.refund() > trade.total()) {
            throw Refusal.invalid("申请退款金额大于可退金额，请核实后再试");
        }
    }
}
