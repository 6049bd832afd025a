package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.http.Form;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a phone would show, and a little more for the developer who holds it. */
final class Pages {
    private final ControlView view;

    Pages(ControlView view) {
        this.view = view;
    }

    /** Where a code or a call-up is put in by hand. */
    Html entry() {
        return layout("微信支付 WeChat Pay", fill("entry", Map.of()));
    }

    /**
     * The window with the amount and the button.
     *
     * @param action where the buttons lead
     * @param proof what was scanned or called up, checked once more when a button is pressed
     */
    Html window(Trade trade, String action, Map<String, String> proof) {
        var inputs = new ArrayList<Html>();
        proof.forEach(
                (name, value) ->
                        inputs.add(fill("part/input", Map.of("name", name, "value", value))));
        return layout(
                "付款 Pay " + amount(trade),
                fill(
                        "window",
                        Map.of(
                                "amount", amount(trade),
                                "description", trade.order().description(),
                                "facts", facts(trade),
                                "action", action,
                                "inputs", Html.joined(inputs))));
    }

    /** Why the window does not open. */
    Html closed(String reason) {
        return layout("无法付款 No payment", fill("closed", Map.of("reason", reason)));
    }

    Html left(Trade trade) {
        return layout(
                "已取消 Cancelled",
                fill(
                        "left",
                        Map.of("number", trade.outTradeNo(), "order", link(trade.outTradeNo()))));
    }

    /** How an order stands; not a page of WeChat's. */
    Html order(Trade trade, List<Notice> notices) {
        return layout(
                trade.outTradeNo(),
                fill(
                        "order",
                        Map.of(
                                "state", view.state(trade),
                                "amount", amount(trade),
                                "description", trade.order().description(),
                                "facts", facts(trade),
                                "next", next(trade),
                                "refunds", refunds(trade),
                                "notices", notices(notices))));
    }

    static String amount(Trade trade) {
        return "¥" + Bill.yuan(trade.total());
    }

    static String link(String outTradeNo) {
        return "/wechatpay/order/"
                + URLEncoder.encode(outTradeNo, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Html facts(Trade trade) {
        var order = trade.order();
        var payment = trade.payment();
        return fill(
                "part/facts",
                Map.of(
                        "merchant", order.text("/mchid"),
                        "number", trade.outTradeNo(),
                        "transaction", payment == null ? "—" : payment.transactionId(),
                        "type", order.type().name(),
                        "expires", Beijing.rfc3339(trade.expiresAt())));
    }

    /** An unpaid Native order can be scanned from here. */
    private Html next(Trade trade) {
        var handle = trade.handle();
        if (handle == null
                || trade.order().type() != TradeType.NATIVE
                || !view.state(trade).equals("created")) {
            return Html.NOTHING;
        }
        return fill(
                "part/scan",
                Map.of(
                        "link",
                        "/wechatpay/scan?"
                                + Form.encode(Map.of("code_url", Cashier.codeUrl(handle)))));
    }

    private static Html refunds(Trade trade) {
        return Html.joined(
                trade.refunds().stream()
                        .map(
                                refund ->
                                        fill(
                                                "part/refund",
                                                Map.of(
                                                        "number",
                                                        refund.outRefundNo(),
                                                        "amount",
                                                        "¥" + Bill.yuan(refund.order().refund()),
                                                        "status",
                                                        refund.status().name())))
                        .toList());
    }

    private static Html notices(List<Notice> notices) {
        var rows = new ArrayList<Html>();
        for (var notice : notices) {
            var attempts = notice.attempts();
            rows.add(
                    fill(
                            "part/notice",
                            Map.of(
                                    "event",
                                    notice.message().event().type(),
                                    "attempts",
                                    attempts.size(),
                                    "answer",
                                    attempts.isEmpty() ? "—" : answer(attempts.getLast()),
                                    "state",
                                    notice.acknowledged()
                                            ? "已确认 acknowledged"
                                            : notice.due() == null
                                                    ? "已放弃 given up"
                                                    : "等待中 waiting")));
        }
        return Html.joined(rows);
    }

    private static String answer(Notice.Attempt attempt) {
        int status = attempt.answer().status();
        var shown = ControlView.shown(attempt);
        return status == 0 ? shown : (status + " " + shown).strip();
    }

    private static Html fill(String name, Map<String, ?> values) {
        return Template.of("wechatpay/" + name + ".html").fill(values);
    }

    private static Html layout(String title, Html body) {
        return Template.of("layout.html")
                .fill(
                        Map.of(
                                "title",
                                title + " · WeChat Pay SANDBOX",
                                "gateway",
                                "微信支付 WeChat Pay",
                                "width",
                                "narrow",
                                "body",
                                body));
    }
}
