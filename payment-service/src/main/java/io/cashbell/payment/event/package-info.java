/**
 * What we read of other services' events, and what we tell: only the fields that we read, and all
 * that we write. The contracts are the schemas and examples of {@code infra/events}; tests hold
 * these records against them.
 */
@NullMarked
package io.cashbell.payment.event;

import org.jspecify.annotations.NullMarked;
