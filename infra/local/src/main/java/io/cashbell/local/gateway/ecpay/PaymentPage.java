package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.http.Html;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the buyer chooses and pays, or takes a number to pay with later. */
final class PaymentPage {
    private final Offers offers;
    private final SandboxClock clock;

    PaymentPage(Offers offers, SandboxClock clock) {
        this.offers = offers;
        this.clock = clock;
    }

    /**
     * @param method null: the only one there is, or a page to choose
     * @param notice what has just happened; may be nothing
     */
    Html of(Trade trade, @Nullable Method method, Html notice) {
        var offered = offers.of(trade.order());
        var shown =
                method != null && offered.contains(method)
                        ? method
                        : offered.size() == 1 ? offered.getFirst() : null;
        var values = facts(trade, notice);
        if (shown == null) {
            values.put("methods", methods(trade, offered));
            return Parts.page("付款方式 How to pay", "choose", values);
        }
        values.put("title", shown.title());
        values.put("english", shown.english());
        values.put("form", form(trade, shown));
        values.put("fail", shown.isLater() ? Html.NOTHING : fail(trade, shown));
        values.put("others", offered.size() > 1 ? others(trade) : Html.NOTHING);
        values.put("decline", shown.isLater() ? Html.NOTHING : decline(trade, shown));
        return Parts.page(
                shown.title() + " " + Parts.dollars(trade.order().amount()), "payment", values);
    }

    private Map<String, Object> facts(Trade trade, Html notice) {
        var order = trade.order();
        var values = new HashMap<String, Object>();
        values.put("notice", notice);
        values.put("amount", Parts.dollars(order.amount()));
        values.put("description", order.text("TradeDesc"));
        values.put("merchant", trade.key().merchantId());
        values.put("number", trade.key().merchantTradeNo());
        values.put("date", order.text("MerchantTradeDate"));
        values.put("lines", Parts.each("line", "text", order.lines()));
        values.put("leave", Parts.button(trade, "leave", "", "離開", "Walk away", Html.NOTHING));
        values.put(
                "simulate",
                Parts.button(trade, "simulate", "", "模擬付款", "Simulate payment", Html.NOTHING));
        values.put("notes", Parts.each("note", "text", notes(order)));
        values.put("fields", Parts.fields(order.fields()));
        return values;
    }

    private static Html methods(Trade trade, List<Method> offered) {
        return Html.joined(
                offered.stream()
                        .map(
                                method ->
                                        Parts.part(
                                                "method",
                                                Map.of(
                                                        "name",
                                                        method.spelled(),
                                                        "title",
                                                        method.title(),
                                                        "english",
                                                        method.english(),
                                                        "link",
                                                        Parts.link(trade)
                                                                + "&method="
                                                                + method.spelled())))
                        .toList());
    }

    private static Html form(Trade trade, Method method) {
        var inputs = inputs(trade.order(), method);
        var amount = Parts.dollars(trade.order().amount());
        if (method == Method.BNPL) {
            return Parts.button(trade, "issue", "primary", "申請", "Apply " + amount, inputs);
        }
        return method.isOffline()
                ? Parts.button(trade, "issue", "primary", "取號", "Get a number", inputs)
                : Parts.button(trade, "pay", "primary", "付款", "Pay " + amount, inputs);
    }

    private static Html fail(Trade trade, Method method) {
        return Parts.button(
                trade, "fail", "danger", "付款失敗", "Fail", Parts.hidden("Method", method.spelled()));
    }

    private static Html decline(Trade trade, Method method) {
        return Parts.button(
                trade,
                "decline",
                "",
                "拒絕一次，可再試",
                "Refuse once; the buyer may try again",
                Parts.hidden("Method", method.spelled()));
    }

    private static Html others(Trade trade) {
        return Parts.part("others", Map.of("link", Parts.link(trade)));
    }

    private static Html inputs(Order order, Method method) {
        var inputs = new ArrayList<Html>();
        inputs.add(Parts.hidden("Method", method.spelled()));
        var locked = order.isForAll() ? "" : order.text("ChooseSubPayment");
        var subs = new ArrayList<Html>();
        for (var sub : method.subs()) {
            if (locked.isEmpty() || sub.name().equals(locked)) {
                subs.add(option(sub.name(), sub.title()));
            }
        }
        if (subs.size() > 1) {
            inputs.add(select("Sub", "銀行或超商 Bank or shop", subs));
        }
        if (method == Method.CREDIT) {
            inputs.addAll(cardInputs(order));
        }
        return Html.joined(inputs);
    }

    private static List<Html> cardInputs(Order order) {
        var inputs = new ArrayList<Html>();
        if (!order.instalments().isEmpty()) {
            var periods =
                    order.instalments().stream()
                            .map(
                                    period ->
                                            option(
                                                    String.valueOf(period),
                                                    period + " 期 instalments"))
                            .toList();
            inputs.add(select("Instalments", "分期 Instalments", periods));
        }
        if (order.text("UnionPay").equals("0")) {
            inputs.add(
                    select(
                            "UnionPay",
                            "卡別 Card",
                            List.of(option("false", "信用卡 Card"), option("true", "銀聯卡 UnionPay"))));
        }
        return inputs;
    }

    private static Html select(String name, String label, List<Html> options) {
        return Parts.part(
                "select", Map.of("name", name, "label", label, "options", Html.joined(options)));
    }

    private static Html option(String value, String text) {
        return Parts.part("option", Map.of("value", value, "text", text));
    }

    /** What ECPay would take or mend in silence, and a developer should know. */
    private List<String> notes(Order order) {
        var notes = new ArrayList<String>();
        if (UrlRules.onThisMachine(order.returnUrl())) {
            notes.add("ReturnURL is on this machine. The sandbox calls it; ECPay could not.");
        }
        var ordered = Parts.ordered(order).atZone(Trade.TAIWAN).toInstant();
        var apart = Duration.between(ordered, clock.realInstant());
        if (apart.abs().compareTo(Duration.ofHours(1)) > 0) {
            notes.add("MerchantTradeDate is " + hours(apart) + " on Taiwan's clock (UTC+8).");
        }
        var wanted = order.text("CreditInstallment");
        if (!wanted.isEmpty() && order.instalments().size() < wanted.split(",", -1).length) {
            notes.add(
                    "CreditInstallment asks for periods that need a contract of their own; they"
                            + " fall back to one payment.");
        }
        if (order.clientBackUrl().isPresent() && order.orderResultUrl().isPresent()) {
            notes.add("ClientBackURL is ignored, because OrderResultURL is set.");
        }
        if (Offers.asked(order).stream().anyMatch(Method::isOffline)) {
            if (order.orderResultUrl().isPresent()) {
                notes.add("OrderResultURL is not used for ATM, CVS and BARCODE.");
            }
            if (order.paymentInfoUrl().isEmpty()) {
                notes.add(
                        "PaymentInfoURL is not set, so the shop is not told the number that is"
                                + " issued; it can ask QueryPaymentInfo.");
            }
        }
        return notes;
    }

    private static String hours(Duration apart) {
        return apart.abs().toHours() + (apart.isNegative() ? " hours ahead" : " hours ago");
    }
}
