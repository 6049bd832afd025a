package io.cashbell.local.gateway.wechatpay;

import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a shop proves a request to be its own (section 3). */
record Authorization(
        String mchid, String nonce, String timestamp, String serial, String signature) {
    private static final Pattern HEADER =
            Pattern.compile(
                    "WECHATPAY2-SHA256-RSA2048 +(\\w+=\"[^\"]*\"(?: *, *\\w+=\"[^\"]*\")*)");
    private static final Pattern PAIR = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** Empty when it is not of that form or lacks a part. */
    static Optional<Authorization> parse(@Nullable String header) {
        var whole = HEADER.matcher(header == null ? "" : header.strip());
        if (!whole.matches()) {
            return Optional.empty();
        }
        var parts = new HashMap<String, String>();
        var pairs = PAIR.matcher(whole.group(1));
        while (pairs.find()) {
            parts.put(pairs.group(1), pairs.group(2));
        }
        var parsed =
                new Authorization(
                        parts.getOrDefault("mchid", ""),
                        parts.getOrDefault("nonce_str", ""),
                        parts.getOrDefault("timestamp", ""),
                        parts.getOrDefault("serial_no", ""),
                        parts.getOrDefault("signature", ""));
        return parsed.isWhole() ? Optional.of(parsed) : Optional.empty();
    }

    private boolean isWhole() {
        return !mchid.isEmpty()
                && !nonce.isEmpty()
                && !timestamp.isEmpty()
                && !serial.isEmpty()
                && !signature.isEmpty();
    }
}
