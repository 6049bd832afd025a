package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a buyer sees at KakaoPay, and a little more for the developer who plays the buyer. */
final class Pages {
    private Pages() {}

    static Html payment(Payment payment, Device device) {
        var order = payment.order();
        var values = common(payment);
        values.put("item", order.itemName());
        values.put("quantity", order.quantity());
        values.put("cid", order.cid());
        values.put("vat", Amount.shown(order.amount().vat()));
        values.put("taxFree", Amount.shown(order.amount().taxFree()));
        values.put("device", device.shown());
        values.put("action", Addresses.page(payment, device));
        values.put("methods", methods(order.method()));
        values.put(
                "notes",
                Html.joined(
                        order.notes().stream()
                                .map(note -> part("note", Map.of("text", note)))
                                .toList()));
        values.put("fields", fields(order.received()));
        return layout("결제 Pay " + values.get("amount"), "payment", values);
    }

    /** Whoever follows the link of a payment that is over. */
    static Html used(Payment payment) {
        return layout("중복 결제 Used already", "used", common(payment));
    }

    static Html expired(Payment payment) {
        return layout("만료 Expired", "expired", common(payment));
    }

    static Html left(Payment payment, Device device) {
        var values = common(payment);
        values.put("again", Addresses.page(payment, device));
        return layout("결제창 닫음 You left", "left", values);
    }

    /** No page of KakaoPay's: how a payment stands in the sandbox's books. */
    static Html trade(Payment payment, List<Visit> visits, boolean open) {
        var order = payment.order();
        var values = common(payment);
        values.put("item", order.itemName());
        values.put("quantity", order.quantity());
        values.put("vat", Amount.shown(payment.amount().vat()));
        values.put("taxFree", Amount.shown(payment.amount().taxFree()));
        values.put("rest", Amount.shown(payment.rest().total()));
        values.put("created", time(payment.createdAt()));
        values.put("links", open ? links(payment) : Html.NOTHING);
        values.put("actions", actions(payment));
        values.put(
                "visits",
                Html.joined(
                        visits.stream()
                                .map(
                                        visit ->
                                                part(
                                                        "visit",
                                                        Map.of(
                                                                "url",
                                                                visit.url(),
                                                                "answer",
                                                                answer(visit))))
                                .toList()));
        return layout("결제 Payment " + order.partnerOrderId(), "trade", values);
    }

    /** {@code 2026-01-01 09:30:00}, for people. */
    private static String time(Instant at) {
        return Payment.time(at).replace('T', ' ');
    }

    private static Map<String, Object> common(Payment payment) {
        var values = new HashMap<String, Object>();
        values.put("tid", payment.tid());
        values.put("order", payment.order().partnerOrderId());
        values.put("amount", Amount.shown(payment.amount().total()));
        values.put("status", payment.status());
        values.put("trade", Addresses.trade(payment));
        values.put("until", time(payment.expiresAt()));
        values.put("failUrl", payment.order().failUrl());
        return values;
    }

    private static Html methods(@Nullable Method only) {
        return Html.joined(
                Arrays.stream(Method.values())
                        .filter(method -> only == null || method == only)
                        .map(
                                method ->
                                        part(
                                                "method",
                                                Map.of(
                                                        "method",
                                                        method,
                                                        "checked",
                                                        method == Method.MONEY || only != null
                                                                ? new Html(" checked")
                                                                : Html.NOTHING,
                                                        "korean",
                                                        method == Method.MONEY ? "카카오페이머니" : "카드",
                                                        "english",
                                                        method == Method.MONEY ? "Money" : "Card")))
                        .toList());
    }

    private static Html links(Payment payment) {
        return part(
                "links",
                Map.of(
                        "pc", Addresses.page(payment, Device.PC),
                        "mobile", Addresses.page(payment, Device.MOBILE),
                        "app", Addresses.page(payment, Device.APP)));
    }

    private static Html actions(Payment payment) {
        var rows = new ArrayList<Html>();
        var approval = payment.approval();
        if (approval != null) {
            rows.add(
                    action(
                            "승인 approved",
                            approval.aid(),
                            approval.amount(),
                            approval.at(),
                            approval.payload()));
        }
        for (var one : payment.cancellations()) {
            rows.add(action("취소 cancelled", one.aid(), one.amount(), one.at(), one.payload()));
        }
        return Html.joined(rows);
    }

    private static Html action(
            String kind, String aid, Amount amount, Instant at, @Nullable String payload) {
        return part(
                "action",
                Map.of(
                        "kind",
                        kind,
                        "aid",
                        aid,
                        "amount",
                        Amount.shown(amount.total()),
                        "at",
                        Payment.time(at),
                        "payload",
                        payload == null ? "" : payload));
    }

    private static String answer(Visit visit) {
        var made = visit.made();
        if (made == null) {
            return "—";
        }
        var error = made.answer().error();
        return error == null ? String.valueOf(made.answer().status()) : error;
    }

    private static Html fields(Map<String, String> fields) {
        var rows = new ArrayList<Html>();
        new TreeMap<>(fields)
                .forEach(
                        (name, value) ->
                                rows.add(part("field", Map.of("name", name, "value", value))));
        return Html.joined(rows);
    }

    private static Html part(String name, Map<String, ?> values) {
        return Template.of("kakaopay/part/" + name + ".html").fill(values);
    }

    private static Html layout(String title, String template, Map<String, ?> values) {
        var body = Template.of("kakaopay/" + template + ".html").fill(values);
        return Template.of("kakaopay/layout.html").fill(Map.of("title", title, "body", body));
    }
}
