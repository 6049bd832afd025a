package io.cashbell.local.gateway.ecpay;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a card payment may amount to, in whole dollars; a matter of the merchant's contract (section
 * 10), so it can be set.
 */
record Limits(long least, long most) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    /** Member class "personal" of ECPay's fee page. */
    private static final Limits USUAL = new Limits(5, 199_999);

    static Limits ofEnvironment(Map<String, String> environment) {
        var text = environment.getOrDefault("ECPAY_SANDBOX_CREDIT_LIMITS", "").strip();
        if (text.isEmpty()) {
            return USUAL;
        }
        var range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "ECPAY_SANDBOX_CREDIT_LIMITS is not like 5-199999: " + text);
        }
        return new Limits(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
    }

    boolean include(long amount) {
        return amount >= least && amount <= most;
    }
}
