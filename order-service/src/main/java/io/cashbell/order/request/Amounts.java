package io.cashbell.order.request;

import io.cashbell.order.Amount;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import java.util.Optional;

/** Reads amounts of money in a request. */
public final class Amounts {
    private static final int LONGEST = 64;

    private Amounts() {}

    /** A required amount under that name; what is wrong with it is noted. */
    public static Optional<Money> read(JsonFields fields, String name) {
        JsonFields amount = fields.object(name, Amount.class);
        return amount.text("currency", LONGEST, Currency::find, "must be one of TWD, KRW, CNY")
                .flatMap(
                        currency ->
                                amount.text(
                                        "amount",
                                        LONGEST,
                                        text -> money(text, currency),
                                        "is not an amount of " + currency));
    }

    private static Optional<Money> money(String text, Currency currency) {
        try {
            return Optional.of(Money.parse(text, currency));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
