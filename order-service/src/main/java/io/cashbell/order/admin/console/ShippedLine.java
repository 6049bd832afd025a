package io.cashbell.order.admin.console;

/**
 * What became of one order among many that were to be shipped.
 *
 * @param shipped now, or by the same form before
 * @param reason why it was refused; empty where it was not
 */
public record ShippedLine(String orderId, boolean shipped, String reason) {}
