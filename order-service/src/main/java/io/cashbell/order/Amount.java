package io.cashbell.order;

/**
 * Money as the outside writes it.
 *
 * @param amount decimal text with as many decimals as the market charges, such as {@code 1200}
 * @param currency code by ISO 4217
 */
public record Amount(String amount, String currency) {}
