/**
 * What a payment is and how it may move: plain Java, no framework and no AWS.
 *
 * <p>One order has one payment; each visit to the gateway is one {@link
 * io.cashbell.payment.Attempt} of it. What gateways tell us arrives as a {@link
 * io.cashbell.payment.PaymentFact}, and {@link io.cashbell.payment.PaymentTransitions} alone says
 * what it changes. The rooms below translate at their edges: queue, browser, gateway, table.
 */
@NullMarked
package io.cashbell.payment;

import org.jspecify.annotations.NullMarked;
