/**
 * Products, prices, ways to pay, and whether the shop is open: {@code GET /api/site} and {@code GET
 * /api/products}.
 */
@NullMarked
package io.cashbell.order.catalog;

import org.jspecify.annotations.NullMarked;
