package io.cashbell.order.admin.payments;

/**
 * Money as services write it to each other.
 *
 * @param amount a decimal string
 * @param currency by ISO 4217
 */
public record Amount(String amount, String currency) {}
