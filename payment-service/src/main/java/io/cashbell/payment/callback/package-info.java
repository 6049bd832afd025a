/**
 * Everything that a gateway, or a browser that returns from one, sends us: verified first, settled
 * by one write, acknowledged only once that write is durable.
 */
@NullMarked
package io.cashbell.payment.callback;

import org.jspecify.annotations.NullMarked;
