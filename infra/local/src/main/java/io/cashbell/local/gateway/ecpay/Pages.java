package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Refusal.Hint;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a buyer sees at ECPay, and a little more for the developer who plays the buyer. */
final class Pages {
    private final Clock clock;

    Pages(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param simulated somebody has just pressed "simulate payment"
     */
    Html payment(Trade trade, boolean simulated) {
        var order = trade.order();
        var body =
                Template.of("ecpay/payment.html")
                        .fill(
                                Map.of(
                                        "notice",
                                                simulated
                                                        ? part("simulated", Map.of())
                                                        : Html.NOTHING,
                                        "amount", dollars(order.amount()),
                                        "description", order.text("TradeDesc"),
                                        "merchant", trade.key().merchantId(),
                                        "number", trade.key().merchantTradeNo(),
                                        "date", order.text("MerchantTradeDate"),
                                        "lines", each("line", "text", order.lines()),
                                        "action",
                                                "/ecpay/trade/"
                                                        + encoded(trade.key().merchantTradeNo()),
                                        "notes", each("note", "text", notes(order)),
                                        "fields", fields(order.fields())));
        return layout("付款 Pay " + dollars(order.amount()), body);
    }

    Html refusal(Refusal refusal) {
        var body =
                Template.of("ecpay/refusal.html")
                        .fill(
                                Map.of(
                                        "code", refusal.code(),
                                        "message", refusal.message(),
                                        "detail", refusal.detail(),
                                        "about",
                                                refusal.code().equals(Refusal.PARAMETER)
                                                        ? "ECPay's number for this refusal is listed in its vendor console only."
                                                        : "",
                                        "hints", hints(refusal.hints())));
        return layout(refusal.code() + " " + refusal.message(), body);
    }

    /** Sends the buyer's browser to the shop by itself, with the signed result. */
    Html backToShop(String url, Map<String, String> signed) {
        var inputs = new ArrayList<Html>();
        signed.forEach(
                (name, value) -> inputs.add(part("input", Map.of("name", name, "value", value))));
        return layout(
                "返回商店 Back to the shop",
                Template.of("ecpay/back-to-shop.html")
                        .fill(Map.of("url", url, "inputs", Html.joined(inputs))));
    }

    Html result(Trade trade, List<Callback> callbacks) {
        var order = trade.order();
        var rows = new ArrayList<Html>();
        for (var callback : callbacks) {
            var attempts = callback.attempts();
            rows.add(
                    part(
                            "callback",
                            Map.of(
                                    "kind",
                                    Callback.spelled(callback.message().kind()),
                                    "attempts",
                                    attempts.size(),
                                    "answer",
                                    attempts.isEmpty()
                                            ? "—"
                                            : ControlView.shown(attempts.getLast()),
                                    "state",
                                    callback.acknowledged()
                                            ? "已確認 acknowledged"
                                            : callback.due() == null
                                                    ? "已放棄 given up"
                                                    : "等待中 waiting")));
        }
        boolean paid = trade.status() == Trade.Status.PAID;
        return layout(
                paid ? "付款完成 Paid" : "付款失敗 Failed",
                Template.of("ecpay/result.html")
                        .fill(
                                Map.of(
                                        "kind", paid ? "good" : "bad",
                                        "title", paid ? "付款完成" : "付款失敗",
                                        "english",
                                                paid
                                                        ? "Payment completed"
                                                        : "Payment failed ("
                                                                + CallbackFields.PAY_FAILED
                                                                + ")",
                                        "amount", dollars(order.amount()),
                                        "number", trade.key().merchantTradeNo(),
                                        "tradeNo", trade.tradeNo(),
                                        "lines", each("line", "text", order.lines()),
                                        "back",
                                                order.clientBackUrl()
                                                        .map(
                                                                url ->
                                                                        part(
                                                                                "back",
                                                                                Map.of("url", url)))
                                                        .orElse(Html.NOTHING),
                                        "callbacks", Html.joined(rows))));
    }

    Html left(Trade trade) {
        var order = trade.order();
        return layout(
                "已離開 You left",
                Template.of("ecpay/left.html")
                        .fill(
                                Map.of(
                                        "number", trade.key().merchantTradeNo(),
                                        "note",
                                                order.clientBackUrl().isPresent()
                                                                && order.orderResultUrl()
                                                                        .isPresent()
                                                        ? "ECPay ignores ClientBackURL when OrderResultURL is set; the button is the sandbox's."
                                                        : "",
                                        "back",
                                                order.clientBackUrl()
                                                        .map(
                                                                url ->
                                                                        part(
                                                                                "back",
                                                                                Map.of("url", url)))
                                                        .orElse(Html.NOTHING),
                                        "again", link(trade))));
    }

    static String dollars(long amount) {
        return String.format(Locale.ROOT, "NT$%,d", amount);
    }

    static String link(Trade trade) {
        return "/ecpay/trade/"
                + encoded(trade.key().merchantTradeNo())
                + "?MerchantID="
                + encoded(trade.key().merchantId());
    }

    /** What ECPay would take or mend in silence, and a developer should know. */
    private List<String> notes(Order order) {
        var notes = new ArrayList<String>();
        if (UrlRules.onThisMachine(order.returnUrl())) {
            notes.add("ReturnURL is on this machine. The sandbox calls it; ECPay could not.");
        }
        var ordered =
                LocalDateTime.parse(order.text("MerchantTradeDate"), OrderRules.DATE)
                        .atZone(Trade.TAIWAN)
                        .toInstant();
        var apart = Duration.between(ordered, clock.instant());
        if (apart.abs().compareTo(Duration.ofHours(1)) > 0) {
            notes.add("MerchantTradeDate is " + hours(apart) + " on Taiwan's clock (UTC+8).");
        }
        if (!order.text("CreditInstallment").isEmpty()) {
            notes.add("CreditInstallment falls back to one payment here.");
        }
        return notes;
    }

    private static String hours(Duration apart) {
        return apart.abs().toHours() + (apart.isNegative() ? " hours ahead" : " hours ago");
    }

    private static Html hints(List<Hint> hints) {
        return Html.joined(
                hints.stream()
                        .map(
                                hint ->
                                        part(
                                                hint.exact() ? "hint-exact" : "hint",
                                                Map.of("title", hint.title(), "text", hint.text())))
                        .toList());
    }

    private static Html fields(Map<String, String> fields) {
        var rows = new ArrayList<Html>();
        new TreeMap<>(fields)
                .forEach(
                        (name, value) ->
                                rows.add(part("field", Map.of("name", name, "value", value))));
        return Html.joined(rows);
    }

    private static Html each(String part, String place, List<String> texts) {
        return Html.joined(texts.stream().map(text -> part(part, Map.of(place, text))).toList());
    }

    private static Html part(String name, Map<String, ?> values) {
        return Template.of("ecpay/part/" + name + ".html").fill(values);
    }

    private static Html layout(String title, Html body) {
        return Template.of("layout.html")
                .fill(
                        Map.of(
                                "title",
                                title + " · ECPay SANDBOX",
                                "gateway",
                                "ECPay 綠界",
                                "width",
                                "narrow",
                                "body",
                                body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
