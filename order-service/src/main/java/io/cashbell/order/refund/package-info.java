/** Giving money back: asked for here, carried out by the payment service. */
@NullMarked
package io.cashbell.order.refund;

import org.jspecify.annotations.NullMarked;
