package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.Money;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least and the most that one method charges at once, both allowed, in whole Taiwan dollars.
 * They are the contract's; beyond them ECPay's page says 5100070.
 */
record EcpayLimits(long least, long most) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})-([1-9]\\d{0,8})");
    private static final int CENTS_PER_DOLLAR = 100;

    /** Reads {@code 11-49999}; empty for anything else. */
    static Optional<EcpayLimits> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        EcpayLimits limits =
                new EcpayLimits(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
        return limits.least <= limits.most ? Optional.of(limits) : Optional.empty();
    }

    /** Whether {@code amount} is whole dollars within the limits; a fraction is not rounded. */
    boolean allow(Money amount) {
        return amount.currency().getCurrencyCode().equals("TWD")
                && amount.minorUnits() % CENTS_PER_DOLLAR == 0
                && amount.minorUnits() / CENTS_PER_DOLLAR >= least
                && amount.minorUnits() / CENTS_PER_DOLLAR <= most;
    }
}
