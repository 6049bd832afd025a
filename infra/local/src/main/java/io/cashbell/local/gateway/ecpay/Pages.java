package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Refusal.Hint;
import io.cashbell.local.gateway.http.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a buyer sees at ECPay before and after the payment. */
final class Pages {
    private Pages() {}

    static Html refusal(Refusal refusal) {
        return Parts.page(
                refusal.code() + " " + refusal.message(),
                "refusal",
                Map.of(
                        "code", refusal.code(),
                        "message", refusal.message(),
                        "detail", refusal.detail(),
                        "about",
                                refusal.code().equals(Refusal.PARAMETER)
                                        ? "ECPay's number for this refusal is listed in its vendor"
                                                + " console only."
                                        : "",
                        "hints", hints(refusal.hints())));
    }

    /** Sends the buyer's browser to the shop by itself, with the signed result. */
    static Html backToShop(String url, Map<String, String> signed) {
        var inputs = new ArrayList<Html>();
        signed.forEach((name, value) -> inputs.add(Parts.hidden(name, value)));
        return Parts.page(
                "返回商店 Back to the shop",
                "back-to-shop",
                Map.of("url", url, "inputs", Html.joined(inputs)));
    }

    static Html result(Trade trade, List<Callback> callbacks) {
        var order = trade.order();
        var settlement = trade.settlement();
        boolean paid = trade.status() == Trade.Status.PAID;
        return Parts.page(
                paid ? "付款完成 Paid" : "付款失敗 Failed",
                "result",
                Map.of(
                        "kind", paid ? "good" : "bad",
                        "title", paid ? "付款完成" : "付款失敗",
                        "english",
                                paid || settlement == null
                                        ? "Payment completed"
                                        : "Payment failed (" + settlement.code() + ")",
                        "amount",
                                Parts.dollars(
                                        settlement == null ? order.amount() : settlement.amount()),
                        "number", trade.key().merchantTradeNo(),
                        "tradeNo", trade.tradeNo(),
                        "lines", Parts.each("line", "text", order.lines()),
                        "back", Parts.back(order),
                        "callbacks", Parts.callbacks(callbacks)));
    }

    static Html left(Trade trade) {
        var order = trade.order();
        return Parts.page(
                "已離開 You left",
                "left",
                Map.of(
                        "number", trade.key().merchantTradeNo(),
                        "note",
                                order.clientBackUrl().isPresent()
                                                && order.orderResultUrl().isPresent()
                                        ? "ECPay ignores ClientBackURL when OrderResultURL is set;"
                                                + " the button is the sandbox's."
                                        : "",
                        "back", Parts.back(order),
                        "again", Parts.link(trade)));
    }

    private static Html hints(List<Hint> hints) {
        return Html.joined(
                hints.stream()
                        .map(
                                hint ->
                                        Parts.part(
                                                hint.exact() ? "hint-exact" : "hint",
                                                Map.of("title", hint.title(), "text", hint.text())))
                        .toList());
    }
}
