/** Notices what will hurt a shop that goes live, and has it told to its administrators. */
@NullMarked
package io.cashbell.payment.warning;

import org.jspecify.annotations.NullMarked;
