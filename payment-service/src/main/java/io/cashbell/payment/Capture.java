package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that a gateway took: what there is to give back.
 *
 * @param card absent where no card was involved, or the gateway told nothing of it
 */
public record Capture(
        AttemptNumber attempt,
        GatewayReference reference,
        Money amount,
        Instant paidAt,
        @Nullable CardAuthorisation card) {}
