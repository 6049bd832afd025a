package io.cashbell.order.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The refunds of an order as an attribute. */
final class RefundAttributes {
    private RefundAttributes() {}

    static AttributeValue of(List<Refund> refunds) {
        return Values.of(
                refunds.stream()
                        .map(
                                refund ->
                                        Values.of(
                                                Map.of(
                                                        "i", Values.of(refund.id()),
                                                        "a",
                                                                Values.of(
                                                                        refund.amount()
                                                                                .minorUnits()),
                                                        "y", Values.of(refund.reason()),
                                                        "at", Values.of(refund.at().toEpochMilli()),
                                                        "st", Values.of(refund.standing().text()))))
                        .toList());
    }

    static List<Refund> read(List<AttributeValue> stored, Currency currency) {
        return stored.stream().map(one -> read(one.m(), currency)).toList();
    }

    private static Refund read(Map<String, AttributeValue> stored, Currency currency) {
        return new Refund(
                Values.text(stored, "i"),
                new Money(Values.number(stored, "a"), currency),
                Values.text(stored, "y"),
                Instant.ofEpochMilli(Values.number(stored, "at")),
                Refund.Standing.of(Values.text(stored, "st")));
    }
}
