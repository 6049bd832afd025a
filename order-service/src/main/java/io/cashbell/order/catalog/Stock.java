package io.cashbell.order.catalog;

/**
 * How many units of a counted product are for sale. Orders take them off and give them back one by
 * one, so it is kept apart from the catalog, which says only that the product is counted.
 *
 * @param count names the counting: one that is ended and begun again is another
 * @param available never negative
 */
public record Stock(String count, long available) {}
