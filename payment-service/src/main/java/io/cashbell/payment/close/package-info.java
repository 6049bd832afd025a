/**
 * The daily close: our books of a day against the gateway's record of it. What was paid there and
 * is open here is settled as a callback would settle it; the rest is shown to a person.
 */
@NullMarked
package io.cashbell.payment.close;

import org.jspecify.annotations.NullMarked;
