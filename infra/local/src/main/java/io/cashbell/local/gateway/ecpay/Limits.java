package io.cashbell.local.gateway.ecpay;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a payment may amount to, in whole dollars; a matter of the merchant's contract (section 10),
 * so it can be set.
 */
record Limits(long least, long most) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    /**
     * Of every method.
     *
     * @param environment {@code ECPAY_SANDBOX_CREDIT_LIMITS} and its sisters, such as {@code
     *     5-199999}
     */
    static Map<Method, Limits> ofEnvironment(Map<String, String> environment) {
        var limits = new EnumMap<Method, Limits>(Method.class);
        for (var method : Method.values()) {
            var variable = "ECPAY_SANDBOX_" + method.spelled().toUpperCase(Locale.ROOT) + "_LIMITS";
            var text = environment.getOrDefault(variable, "").strip();
            limits.put(method, text.isEmpty() ? method.usualLimits() : parse(variable, text));
        }
        return limits;
    }

    boolean include(long amount) {
        return amount >= least && amount <= most;
    }

    private static Limits parse(String variable, String text) {
        var range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException(variable + " is not like 5-199999: " + text);
        }
        return new Limits(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
    }
}
