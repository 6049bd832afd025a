/**
 * Gives money back: kept and reserved first, then carried out by one runner at a time, step by step
 * as the gateway's rules allow, and never called done before the gateway or a person has said so.
 */
@NullMarked
package io.cashbell.payment.refund;

import org.jspecify.annotations.NullMarked;
