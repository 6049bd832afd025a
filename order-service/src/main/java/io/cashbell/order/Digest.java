package io.cashbell.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A SHA-256 digest.
 *
 * @param value base64url without padding, 43 characters
 */
public record Digest(String value) {
    private static final int BYTES = 32;

    public Digest {
        if (Base64.getUrlDecoder().decode(value).length != BYTES) {
            throw new IllegalArgumentException("Not a SHA-256 digest");
        }
    }

    public static Digest of(byte[] content) {
        try {
            return ofBytes(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public static Digest of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    public static Digest ofBytes(byte[] digest) {
        return new Digest(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(value);
    }

    /** Takes as long for a wrong one as for the right one. */
    public boolean isSame(Digest other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }
}
