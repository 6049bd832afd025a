package io.cashbell.local.gateway.kakaopay;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one payment may amount to, in won. KakaoPay's own pages name no number, so it can be set.
 */
record Limits(long least, long most) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    /**
     * The upper end is what a reseller states (section 3); a lower end is stated by nobody else.
     */
    private static final Limits USUAL = new Limits(1, 2_000_000);

    static Limits ofEnvironment(Map<String, String> environment) {
        var text = environment.getOrDefault("KAKAOPAY_SANDBOX_LIMITS", "").strip();
        if (text.isEmpty()) {
            return USUAL;
        }
        var range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "KAKAOPAY_SANDBOX_LIMITS is not like 1-2000000: " + text);
        }
        return new Limits(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
    }
}
