package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who asks on a server's behalf, known by a signature that fits (sections 6 and 7).
 *
 * <p>How ECPay words the refusal of a query is not published; here it is {@code code|message},
 * without a signature.
 */
final class Callers {
    private static final Duration VALID = Duration.ofMinutes(3);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final Merchants merchants;
    private final SandboxClock clock;

    Callers(Merchants merchants, SandboxClock clock) {
        this.merchants = merchants;
        this.clock = clock;
    }

    /** Whose keys the answer is to be signed with. */
    Merchant check(Map<String, String> fields) {
        var id = fields.getOrDefault("MerchantID", "");
        var platform = fields.getOrDefault("PlatformID", "");
        var signer =
                merchants
                        .find(platform.isEmpty() ? id : platform)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Refusal.noSuchMethod(
                                                        "There is no merchant " + id + " here.")));
        if (!CheckMacValue.matches(fields, signer)) {
            throw new RefusedException(Refusal.wrongChecksum("", List.of()));
        }
        return signer;
    }

    /** The trade asked for, and that the question is fresh by the real clock. */
    Order.Key checkQuestion(Map<String, String> fields) {
        if (fields.getOrDefault("MerchantTradeNo", "").isEmpty()) {
            throw new RefusedException(Refusal.parameter("MerchantTradeNo", "is required"));
        }
        var stamp = fields.getOrDefault("TimeStamp", "");
        if (!SECONDS.matcher(stamp).matches()) {
            throw new RefusedException(
                    Refusal.parameter("TimeStamp", "must be seconds since 1970"));
        }
        var apart =
                Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), clock.realInstant())
                        .abs();
        if (apart.compareTo(VALID) > 0) {
            throw new RefusedException(
                    Refusal.parameter(
                            "TimeStamp",
                            "is " + apart.toSeconds() + " seconds off; 180 are allowed"));
        }
        return new Order.Key(
                fields.getOrDefault("MerchantID", ""), fields.getOrDefault("MerchantTradeNo", ""));
    }

    static String worded(Refusal refusal) {
        return refusal.code() + "|" + refusal.message() + " " + refusal.detail();
    }

    /** Section 6: it looks like a form and is not one, because nothing is encoded. */
    static String unencoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }
}
