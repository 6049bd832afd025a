package io.cashbell.payment;

import org.jspecify.annotations.Nullable;

/**
 * What a verified message of a gateway says it is about. A valid signature proves who speaks, not
 * that the money is ours and enough: each part is compared with our own record.
 *
 * @param reference absent when the gateway gave no number of its own, which only a failure may do
 */
public record Claim(
        String merchant,
        AttemptNumber attempt,
        Money amount,
        @Nullable GatewayReference reference) {}
