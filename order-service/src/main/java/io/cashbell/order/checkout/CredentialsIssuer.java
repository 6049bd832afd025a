package io.cashbell.order.checkout;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.AccessToken;
import io.cashbell.order.OrderId;
import io.cashbell.order.request.IdempotencyKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives new orders their credentials. With an idempotency key both are derived from the key, so
 * that every repeat meets the same item and gets the same token, though neither key nor token is
 * ever stored. Who does not know the shop's secret can guess neither.
 */
@Singleton
class CredentialsIssuer {
    private static final int ID_BYTES = 16;
    private static final int TOKEN_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Installation installation;
    private final SecureRandom random = new SecureRandom();

    CredentialsIssuer(Installation installation) {
        this.installation = installation;
    }

    Credentials fresh() {
        return credentials(randomBytes(ID_BYTES), randomBytes(TOKEN_BYTES));
    }

    Credentials of(IdempotencyKey key) {
        return credentials(
                Arrays.copyOf(derive("order id", key), ID_BYTES), derive("access token", key));
    }

    private static Credentials credentials(byte[] id, byte[] token) {
        return new Credentials(new OrderId(EventIds.encode(id)), AccessToken.ofBytes(token));
    }

    /** The purpose comes first and ends in a byte no key holds: no two inputs are alike. */
    private byte[] derive(String purpose, IdempotencyKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(installation.secret(), ALGORITHM));
            return mac.doFinal((purpose + '\0' + key.value()).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
