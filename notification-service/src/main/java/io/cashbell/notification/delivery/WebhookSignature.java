package io.cashbell.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a webhook's receiver who sent it and when.
 *
 * <p>Standard Webhooks 1.0.0, "Signature scheme", symmetric: {@code v1,} and the base64 of
 * HMAC-SHA256 over {@code id.timestamp.body}, by a key of 24 to 64 bytes that is written as {@code
 * whsec_} and its base64; several signatures are separated by blanks.
 */
public final class WebhookSignature {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<byte[]> keys;

    private WebhookSignature(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets one, or several separated by commas
     * @throws IllegalArgumentException with a message that does not repeat them
     */
    public static WebhookSignature by(String secrets) {
        return new WebhookSignature(
                Arrays.stream(secrets.split(",", -1))
                        .map(String::strip)
                        .map(WebhookSignature::key)
                        .toList());
    }

    /** What the header {@code webhook-signature} says. */
    String sign(String id, Instant at, String body) {
        byte[] content =
                (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, content)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] key(String secret) {
        try {
            if (secret.startsWith(PREFIX)) {
                byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (key.length >= 24 && key.length <= 64) {
                    return key;
                }
            }
        } catch (IllegalArgumentException _) {
            // Said below; its message would show a part of the secret.
        }
        throw new IllegalArgumentException("must be whsec_ and the base64 of 24 to 64 bytes");
    }

    private static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }
}
