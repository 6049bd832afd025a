/** Drives the whole flow and says what an order costs. */
@NullMarked
package io.cashbell.benchmark;

import org.jspecify.annotations.NullMarked;
