package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.http.Html;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The number that was issued, and the errand of paying it: whoever plays the buyer comes back here
 * and presses the button of the bank or the shop.
 */
final class IssuedPage {
    private final Clock clock;

    IssuedPage(Clock clock) {
        this.clock = clock;
    }

    Html of(Trade trade, List<Callback> callbacks, Html notice) {
        var issued = trade.numbers();
        var choice = trade.choice();
        if (issued == null || choice == null) {
            throw new IllegalArgumentException("nothing is issued for " + trade.key());
        }
        var order = trade.order();
        boolean expired = trade.isExpired(clock.instant());
        var values = new HashMap<String, Object>();
        values.put("notice", expired ? Parts.part("expired", Map.of()) : notice);
        values.put("title", choice.method() == Method.BNPL ? "申請已受理" : "請於期限內繳費");
        values.put(
                "english",
                choice.method() == Method.BNPL ? "Application received" : "Please pay in time");
        values.put("amount", Parts.dollars(order.amount()));
        values.put("merchant", trade.key().merchantId());
        values.put("number", trade.key().merchantTradeNo());
        values.put("way", choice.details().title());
        values.put("numbers", numbers(issued));
        values.put("pay", expired ? Html.NOTHING : pay(trade, choice));
        values.put("fail", choice.method() == Method.BNPL ? fail(trade) : Html.NOTHING);
        values.put("late", expired ? late(trade) : Html.NOTHING);
        values.put(
                "simulate",
                Parts.button(trade, "simulate", "", "模擬付款", "Simulate payment", Html.NOTHING));
        values.put(
                "back", order.clientRedirectUrl().isPresent() ? Html.NOTHING : Parts.back(order));
        values.put("callbacks", Parts.callbacks(callbacks));
        return Parts.page("請繳費 Please pay " + Parts.dollars(order.amount()), "issued", values);
    }

    private static Html numbers(Issued issued) {
        var rows = new ArrayList<Html>();
        issued.numbers()
                .forEach(
                        (name, value) -> {
                            if (!value.isEmpty()) {
                                rows.add(
                                        Parts.part(
                                                "number",
                                                Map.of(
                                                        "name", name,
                                                        "value", value,
                                                        "drawing", drawing(name, value))));
                            }
                        });
        if (!issued.expireDate().isEmpty()) {
            rows.add(
                    Parts.part(
                            "number",
                            Map.of(
                                    "name",
                                    "ExpireDate",
                                    "value",
                                    issued.expireDate(),
                                    "drawing",
                                    Html.NOTHING)));
        }
        return Html.joined(rows);
    }

    private static Html drawing(String name, String value) {
        return Issued.BARCODES.contains(name) ? Code39.drawn(value) : Html.NOTHING;
    }

    private static Html pay(Trade trade, Choice choice) {
        return switch (choice.method()) {
            case BNPL -> Parts.button(trade, "pay", "primary", "核准", "Approve", Html.NOTHING);
            case ATM ->
                    Parts.button(trade, "pay", "primary", "到銀行轉帳", "Pay at the bank", Html.NOTHING);
            default ->
                    Parts.button(trade, "pay", "primary", "到超商繳費", "Pay in the shop", Html.NOTHING);
        };
    }

    private static Html fail(Trade trade) {
        return Parts.button(trade, "fail", "danger", "拒絕", "Refuse", Html.NOTHING);
    }

    private static Html late(Trade trade) {
        return Parts.button(
                trade,
                "pay",
                "",
                "逾期仍繳費",
                "Pay in spite of the deadline",
                Parts.hidden("AfterDeadline", "true"));
    }
}
