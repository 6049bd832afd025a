package io.cashbell.order.admin.console;

import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wrong with a form of the shop, in the language of who sent it.
 *
 * @param refused about the form as a whole; empty if nothing is wrong
 * @param fields by the name of the field
 */
public record ShopFault(String refused, Map<String, String> fields) {
    static final ShopFault NONE = new ShopFault("", Map.of());

    static ShopFault of(ProblemException problem, Words words) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (FieldError error : problem.errors()) {
            String place = error.pointer().replaceFirst("^/", "");
            fields.merge(
                    place, FaultText.of(error.detail(), words), (one, other) -> one + "; " + other);
        }
        String key = "problem." + problem.type().slug();
        return new ShopFault(words.has(key) ? words.of(key) : problem.detail(), fields);
    }

    /** What is wrong with a field; empty if nothing is. */
    public String at(String field) {
        return fields.getOrDefault(field, "");
    }
}
