/** Places orders: {@code POST /api/orders}, once per idempotency key. */
@NullMarked
package io.cashbell.order.checkout;

import org.jspecify.annotations.NullMarked;
