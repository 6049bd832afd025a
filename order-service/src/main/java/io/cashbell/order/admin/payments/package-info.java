/**
 * What the payment service tells the owner about payments, asked for over its API: its table is its
 * own. While it does not answer, nothing else here waits for it.
 */
@NullMarked
package io.cashbell.order.admin.payments;

import org.jspecify.annotations.NullMarked;
