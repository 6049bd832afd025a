package io.cashbell.order.admin.account;

import io.cashbell.order.Digest;
import java.time.Instant;

/**
 * From signing in to signing out.
 *
 * @param token digest of what the browser shows
 * @param generation of the account when it began; with another one it is over
 * @param until over then at the latest
 */
public record Session(Digest token, String email, long generation, Instant until) {}
