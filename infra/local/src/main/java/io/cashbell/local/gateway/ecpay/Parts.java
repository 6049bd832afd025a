package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the pages are made of. */
final class Parts {
    private Parts() {}

    static Html page(String title, String template, Map<String, ?> values) {
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
                                Template.of("ecpay/" + template + ".html").fill(values)));
    }

    static Html part(String name, Map<String, ?> values) {
        return Template.of("ecpay/part/" + name + ".html").fill(values);
    }

    static Html each(String part, String place, List<String> texts) {
        return Html.joined(texts.stream().map(text -> part(part, Map.of(place, text))).toList());
    }

    /** A button that posts to the trade. */
    static Html button(
            Trade trade, String command, String style, String text, String english, Html inputs) {
        return part(
                "button",
                Map.of(
                        "command", command,
                        "action", "/ecpay/trade/" + encoded(trade.key().merchantTradeNo()),
                        "merchant", trade.key().merchantId(),
                        "style", style,
                        "text", text,
                        "english", english,
                        "inputs", inputs));
    }

    static Html hidden(String name, String value) {
        return part("input", Map.of("name", name, "value", value));
    }

    /** Where the button of the page leads that brings the buyer back. */
    static Html back(Order order) {
        return order.clientBackUrl()
                .map(url -> part("back", Map.of("url", url)))
                .orElse(Html.NOTHING);
    }

    static Html fields(Map<String, String> fields) {
        var rows = new ArrayList<Html>();
        new TreeMap<>(fields)
                .forEach(
                        (name, value) ->
                                rows.add(part("field", Map.of("name", name, "value", value))));
        return Html.joined(rows);
    }

    static Html callbacks(List<Callback> callbacks) {
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
        return Html.joined(rows);
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

    static LocalDateTime ordered(Order order) {
        return LocalDateTime.parse(order.text("MerchantTradeDate"), OrderRules.DATE);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
