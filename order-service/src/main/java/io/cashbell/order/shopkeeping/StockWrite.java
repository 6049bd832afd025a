package io.cashbell.order.shopkeeping;

import org.jspecify.annotations.Nullable;

/**
 * Another number of a product's units, on condition that it is still the one that was read.
 *
 * @param count names the counting
 * @param from null where counting begins
 * @param to null where counting ends
 */
public record StockWrite(String productId, String count, @Nullable Long from, @Nullable Long to) {}
