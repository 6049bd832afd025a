package io.cashbell.order.shopkeeping;

import io.cashbell.order.Digest;

/**
 * The answer to a command that had an idempotency key, kept for its repeats.
 *
 * @param name derived from the key, which itself is never kept
 * @param request digest of what was commanded; tells a repeat from another command
 * @param status of the answer
 * @param tag entity tag of the answer
 */
public record AnsweredCommand(String name, Digest request, int status, String body, String tag) {}
