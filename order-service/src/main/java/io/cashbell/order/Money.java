package io.cashbell.order;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount that a market of ours can charge. Arithmetic that would overflow throws {@link
 * ArithmeticException}; nothing is ever rounded.
 *
 * @param minorUnits never negative; 1234 with CNY is ¥12.34, 120000 with TWD is NT$1200
 */
public record Money(long minorUnits, Currency currency) {
    /** Fifteen digits before the point leave room to multiply by any quantity we accept. */
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,14})(?:\\.([0-9]+))?");

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("Money is never negative: " + minorUnits);
        }
        if (minorUnits % currency.smallestCharge() != 0) {
            throw new IllegalArgumentException(
                    "Nobody charges " + minorUnits + " minor units in " + currency);
        }
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads decimal text; fewer decimals than the market's are fine, more are refused.
     *
     * @throws IllegalArgumentException if it is no amount of that currency
     */
    public static Money parse(String amount, Currency currency) {
        Matcher decimal = DECIMAL.matcher(amount);
        if (!decimal.matches()) {
            throw new IllegalArgumentException("Not a decimal amount");
        }
        String fraction = decimal.group(2) == null ? "" : decimal.group(2);
        if (fraction.length() > currency.decimals()) {
            throw new IllegalArgumentException(
                    currency + " has " + currency.decimals() + " decimals");
        }
        long charges =
                Long.parseLong(
                        decimal.group(1)
                                + fraction
                                + "0".repeat(currency.decimals() - fraction.length()));
        return new Money(Math.multiplyExact(charges, currency.smallestCharge()), currency);
    }

    /**
     * @throws IllegalArgumentException if it is no amount of a currency of ours
     */
    public static Money of(Amount amount) {
        return parse(
                amount.amount(),
                Currency.find(amount.currency())
                        .orElseThrow(() -> new IllegalArgumentException("Unknown currency")));
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /**
     * @throws IllegalArgumentException if it is more than there is
     */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minorUnits, other.minorUnits), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minorUnits, quantity), currency);
    }

    public boolean isLessThan(Money other) {
        requireSameCurrency(other);
        return minorUnits < other.minorUnits;
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    /** Decimal text with as many decimals as the market charges. */
    public String decimal() {
        long one = currency.minorUnitsInOne();
        String whole = Long.toString(minorUnits / one);
        if (currency.decimals() == 0) {
            return whole;
        }
        String fraction = Long.toString(minorUnits % one / currency.smallestCharge());
        return whole + "." + "0".repeat(currency.decimals() - fraction.length()) + fraction;
    }

    public Amount amount() {
        return new Amount(decimal(), currency.name());
    }

    private void requireSameCurrency(Money other) {
        if (currency != other.currency) {
            throw new IllegalArgumentException(currency + " is not " + other.currency);
        }
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }
}
