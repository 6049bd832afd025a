package io.cashbell.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;

/**
 * An amount in whole minor units of ISO 4217; outside the code it is a decimal string with as many
 * decimals as the market charges.
 *
 * <p>The two differ for the Taiwan dollar: ISO 4217 gives it two digits, shops charge whole
 * dollars. Inside, NT$1,200 is 120000; outside it is {@code "1200"}, and a fraction of a dollar is
 * refused in both directions instead of being rounded away.
 *
 * @param minorUnits never negative; 1234 with CNY is ¥12.34
 */
public record Money(long minorUnits, Currency currency) {

    private static final Set<String> MARKETS = Set.of("TWD", "KRW", "CNY");

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("an amount is never negative");
        }
    }

    /**
     * Reads {@code "1200"} with {@code "TWD"}.
     *
     * @throws IllegalArgumentException for a currency of no market of ours, a sign, an exponent, or
     *     more decimals than the market charges
     */
    public static Money of(String amount, String currencyCode) {
        Currency currency = Currency.getInstance(currencyCode);
        if (!amount.matches("\\d{1,12}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException("an amount is a plain decimal number");
        }
        BigDecimal decimal = new BigDecimal(amount);
        if (decimal.stripTrailingZeros().scale() > marketDecimals(currency)) {
            throw new IllegalArgumentException(
                    currencyCode + " is charged in " + marketDecimals(currency) + " decimals");
        }
        return new Money(
                decimal.movePointRight(currency.getDefaultFractionDigits()).longValueExact(),
                currency);
    }

    /**
     * The amount as the market writes it: {@code "1200"} for NT$1,200, {@code "12.34"} for ¥12.34.
     * A currency of no market of ours, which a gateway may claim all the same, as ISO 4217 has it.
     *
     * @throws ArithmeticException if it is not a multiple of what the market charges
     */
    public String decimal() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                .setScale(isOfAMarket() ? marketDecimals(currency) : isoDecimals())
                .toPlainString();
    }

    private boolean isOfAMarket() {
        return MARKETS.contains(currency.getCurrencyCode());
    }

    private int isoDecimals() {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    private static int marketDecimals(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "TWD", "KRW" -> 0;
            case "CNY" -> 2;
            default ->
                    throw new IllegalArgumentException(
                            "no market of ours charges " + currency.getCurrencyCode());
        };
    }

    @Override
    public String toString() {
        return currency.getCurrencyCode()
                + " "
                + BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                        .toPlainString();
    }
}
