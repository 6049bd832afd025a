/** Calling an order off. */
@NullMarked
package io.cashbell.order.cancellation;

import org.jspecify.annotations.NullMarked;
