/** Hears what became of the payments, and moves the orders. */
@NullMarked
package io.cashbell.order.payment;

import org.jspecify.annotations.NullMarked;
