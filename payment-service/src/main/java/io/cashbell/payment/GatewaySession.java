package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway gave us for one attempt. Kept before the buyer is sent there: whoever pays must be
 * found again.
 *
 * @param reference the gateway's name for the attempt: KakaoPay's {@code tid}, WeChat Pay's {@code
 *     prepay_id}; of letters, digits, {@code _ - = . :}, at most 200
 * @param link what the buyer is shown again when the page is loaded again: WeChat Pay's {@code
 *     code_url}
 * @param expiresAt from then on the gateway lets nobody pay by it
 */
public record GatewaySession(String reference, @Nullable String link, Instant expiresAt) {

    private static final int LONGEST_REFERENCE = 200;
    private static final int LONGEST_LINK = 1000;

    public GatewaySession {
        if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE) {
            throw new IllegalArgumentException("a session's reference has 1 to 200 characters");
        }
        if (link != null && link.length() > LONGEST_LINK) {
            throw new IllegalArgumentException("a session's link has at most 1000 characters");
        }
    }
}
