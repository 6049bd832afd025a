package io.cashbell.order;

import java.util.Base64;

/**
 * Who has it may see the order and pay it: 256 bits in base64url. We keep its digest only.
 *
 * @param value as the buyer was given it, or as somebody claims it
 */
public record AccessToken(String value) {
    private static final int BYTES = 32;

    public static AccessToken ofBytes(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("An access token has 256 bits");
        }
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Digest of the token's text: what is stored, and told to the payment service. */
    public Digest hash() {
        return Digest.of(value);
    }

    /** In constant time. */
    public boolean opens(Order order) {
        return hash().isSame(order.accessTokenHash());
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
