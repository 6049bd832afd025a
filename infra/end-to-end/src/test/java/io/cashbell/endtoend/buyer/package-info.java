/** Somebody who buys, and the gateway that tells of it. */
@NullMarked
package io.cashbell.endtoend.buyer;

import org.jspecify.annotations.NullMarked;
