package io.cashbell.order.admin.console;

import io.cashbell.web.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with one field, in the language of who filled it in. */
final class FaultText {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** The labels that an order's forms and the filter of orders have. */
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("carrier", "order.carrier"),
                    Map.entry("trackingNumber", "order.tracking"),
                    Map.entry("amount", "order.amount"),
                    Map.entry("reason", "order.reason"),
                    Map.entry("text", "order.note-text"),
                    Map.entry("q", "orders.q"),
                    Map.entry("phone", "orders.phone"),
                    Map.entry("from", "orders.from"),
                    Map.entry("to", "orders.to"),
                    Map.entry("status", "orders.status"),
                    Map.entry("paymentMethod", "orders.method"));

    private FaultText() {}

    /** With the field in front, by its label. */
    static String labelled(FieldError error, Words words) {
        String field = error.pointer().replaceFirst("^/", "").replaceFirst("/.*$", "");
        String label = LABELS.get(field);
        return words.of(
                "fault.at", label == null ? field : words.of(label), of(error.detail(), words));
    }

    /**
     * @param detail as the API says it; that is what is said where it is new to us
     */
    static String of(String detail, Words words) {
        String key = key(detail);
        if (words.has(key)) {
            return words.of(key);
        }
        List<String> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(detail);
        while (number.find()) {
            numbers.add(number.group());
        }
        String general = key(NUMBER.matcher(detail).replaceAll("n"));
        return words.has(general) ? words.of(general, numbers.toArray()) : detail;
    }

    private static String key(String detail) {
        return "fault." + detail.replace(' ', '-');
    }
}
