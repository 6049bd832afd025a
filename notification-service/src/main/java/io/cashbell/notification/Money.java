package io.cashbell.notification;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/**
 * An amount as events carry it and as people read it; this service never calculates with it.
 *
 * @param minorUnits by ISO 4217: 120000 with TWD is NT$1,200, 1234 with CNY is ¥12.34; never
 *     negative
 */
public record Money(long minorUnits, Currency currency) {
    private static final Map<String, String> SYMBOLS = Map.of("TWD", "NT$", "KRW", "₩", "CNY", "¥");

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("an amount is never negative");
        }
    }

    /**
     * Reads the decimal string of an event.
     *
     * @throws IllegalArgumentException if it is no amount, is negative, or is finer than the
     *     currency's minor unit
     */
    public static Money parse(String amount, String currencyCode) {
        Currency currency = Currency.getInstance(currencyCode);
        if (amount.length() > 20) {
            throw new IllegalArgumentException("an amount has at most 20 characters");
        }
        try {
            BigDecimal units =
                    new BigDecimal(amount).movePointRight(currency.getDefaultFractionDigits());
            return new Money(units.longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not an amount in " + currency.getCurrencyCode(), e);
        }
    }

    /** The decimal string of the contract: {@code 1200} for TWD, {@code 12.34} for CNY. */
    public String amount() {
        BigDecimal units = BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
        return isWhole() ? units.toBigInteger().toString() : units.toPlainString();
    }

    /** As people write it: {@code NT$1,200}, {@code ₩1,200}, {@code ¥12.34}, {@code USD 12.00}. */
    public String forPeople() {
        String plain = amount();
        int point = plain.indexOf('.');
        int whole = point < 0 ? plain.length() : point;
        String code = currency.getCurrencyCode();
        String symbol = SYMBOLS.get(code);
        StringBuilder text = new StringBuilder(plain.length() + 8);
        text.append(symbol == null ? code + ' ' : symbol);
        for (int i = 0; i < plain.length(); i++) {
            if (i > 0 && i < whole && (whole - i) % 3 == 0) {
                text.append(',');
            }
            text.append(plain.charAt(i));
        }
        return text.toString();
    }

    /** Markets that charge no decimals show none, unless an amount has some all the same. */
    private boolean isWhole() {
        return currency.getDefaultFractionDigits() == 0
                || (currency.getCurrencyCode().equals("TWD") && minorUnits % 100 == 0);
    }
}
