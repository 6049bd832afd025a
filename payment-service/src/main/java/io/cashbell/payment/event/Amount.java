package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.payment.Money;

/** Money as events carry it: a decimal string in as many decimals as the market charges. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Amount(String amount, String currency) {

    public static Amount of(Money money) {
        return new Amount(money.decimal(), money.currency().getCurrencyCode());
    }

    public Money toMoney() {
        return Money.of(amount, currency);
    }
}
