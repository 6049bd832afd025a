package io.cashbell.order.admin.today;

import io.cashbell.order.request.IdempotencyKey;
import java.util.Optional;

/**
 * Who commands, and which command it is.
 *
 * @param by as the sign-in calls them
 * @param key names the command: the same again is answered alike
 */
public record Sender(String by, Optional<IdempotencyKey> key) {}
