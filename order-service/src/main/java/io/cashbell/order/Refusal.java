package io.cashbell.order;

import java.util.List;

/**
 * Why an order does not take a fact.
 *
 * @param text in plain English
 * @param values what the text names: amounts, numbers
 */
public record Refusal(RefusalReason reason, String text, List<String> values) {
    public Refusal {
        values = List.copyOf(values);
    }
}
