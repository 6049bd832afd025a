/** The goods go out, and where they are paid on arrival the money comes in. */
@NullMarked
package io.cashbell.order.fulfilment;

import org.jspecify.annotations.NullMarked;
