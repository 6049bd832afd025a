/**
 * Looks after payments that have not come to their end: asks the gateways about whatever is still
 * open, because a callback may be lost, and ends what is over its deadline.
 */
@NullMarked
package io.cashbell.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
