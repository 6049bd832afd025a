package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.local.gateway.wechatpay.Trade.State;

/** Orders and refunds as answers and notices show them. */
final class Views {
    static final String CURRENCY = "CNY";

    private static final String ACCOUNT = "支付用户零钱";

    private Views() {}

    /** What a query answers, and what the notice of a payment holds (sections 6 and 7). */
    static ObjectNode order(Trade trade, State state) {
        var order = trade.order();
        var view = object();
        view.put("appid", order.text("/appid"));
        view.put("mchid", order.text("/mchid"));
        view.put("out_trade_no", trade.outTradeNo());
        var payment = trade.payment();
        if (payment != null) {
            view.put("transaction_id", payment.transactionId());
        }
        view.put("trade_type", order.type().name());
        view.put("trade_state", state.name());
        view.put("trade_state_desc", state.description());
        if (payment != null) {
            view.put("bank_type", "OTHERS");
        }
        view.put("attach", order.text("/attach"));
        var amount = object().put("total", trade.total());
        if (payment != null) {
            view.put("success_time", Beijing.rfc3339(payment.at()));
            view.set("payer", object().put("openid", payment.openid()));
            amount.put("payer_total", trade.total());
        }
        view.set("amount", amount.put("currency", CURRENCY).put("payer_currency", CURRENCY));
        view.putArray("promotion_detail");
        return view;
    }

    /** Section 8. */
    static ObjectNode refund(Refund refund, Trade trade) {
        var view = object();
        view.put("refund_id", refund.refundId());
        view.put("out_refund_no", refund.outRefundNo());
        view.put("transaction_id", transactionId(trade));
        view.put("out_trade_no", refund.outTradeNo());
        view.put("channel", "ORIGINAL");
        view.put("user_received_account", ACCOUNT);
        putSuccessTime(view, refund);
        view.put("create_time", Beijing.rfc3339(refund.createdAt()));
        view.put("status", refund.status().name());
        view.put("funds_account", "AVAILABLE");
        int fen = refund.order().refund();
        int total = trade.total();
        var amount = object();
        amount.put("total", total).put("refund", fen).putArray("from");
        amount.put("payer_total", total).put("payer_refund", fen);
        amount.put("settlement_refund", fen).put("settlement_total", total);
        amount.put("discount_refund", 0).put("currency", CURRENCY);
        view.set("amount", amount);
        view.putArray("promotion_detail");
        return view;
    }

    /** What the notice of a refund holds: other names, no app id, no currency. */
    static ObjectNode refundNotice(Refund refund, Trade trade) {
        var view = object();
        view.put("mchid", trade.order().text("/mchid"));
        view.put("out_trade_no", refund.outTradeNo());
        view.put("transaction_id", transactionId(trade));
        view.put("out_refund_no", refund.outRefundNo());
        view.put("refund_id", refund.refundId());
        view.put("refund_status", refund.status().name());
        putSuccessTime(view, refund);
        view.put("user_received_account", ACCOUNT);
        int fen = refund.order().refund();
        int total = trade.total();
        view.set(
                "amount",
                object().put("total", total)
                        .put("refund", fen)
                        .put("payer_total", total)
                        .put("payer_refund", fen));
        return view;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void putSuccessTime(ObjectNode view, Refund refund) {
        var at = refund.settledAt();
        if (at != null && refund.status() == Refund.Status.SUCCESS) {
            view.put("success_time", Beijing.rfc3339(at));
        }
    }

    private static String transactionId(Trade trade) {
        var payment = trade.payment();
        return payment == null ? "" : payment.transactionId();
    }
}
