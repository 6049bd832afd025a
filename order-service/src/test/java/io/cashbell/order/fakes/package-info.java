/** Our ports in memory. */
@NullMarked
package io.cashbell.order.fakes;

import org.jspecify.annotations.NullMarked;
