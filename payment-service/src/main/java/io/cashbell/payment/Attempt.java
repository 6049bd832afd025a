package io.cashbell.payment;

import java.time.Instant;

/**
 * One visit of the buyer to the gateway.
 *
 * @param merchant the shop's account at the gateway when the attempt was opened; a callback must
 *     name the same one, also after the account was changed
 */
public record Attempt(AttemptNumber number, String merchant, Instant startedAt) {}
