package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.Money;

/** Money as events carry it: a decimal string and a currency code. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Amount(String amount, String currency) {
    public Amount {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
    }

    public Money toMoney() {
        return Money.parse(amount, currency);
    }
}
