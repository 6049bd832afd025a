/** Hears what happens to orders: a new one waits for money, an expired one no longer does. */
@NullMarked
package io.cashbell.payment.intake;

import org.jspecify.annotations.NullMarked;
