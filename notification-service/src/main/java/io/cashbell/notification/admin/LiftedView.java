package io.cashbell.notification.admin;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/**
 * A suppression that is over.
 *
 * @param address masked
 * @param cause {@code bounce} or {@code complaint}
 * @param since when it had begun
 */
@Introspected
record LiftedView(String address, String cause, Instant since) {}
