/** Shows an order to who may see it, and its changes as they happen. */
@NullMarked
package io.cashbell.order.lookup;

import org.jspecify.annotations.NullMarked;
