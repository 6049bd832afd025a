/**
 * The owner changes what is sold, at which price, how many of it there are, and whether the shop is
 * open: {@code /api/admin/products}, {@code /api/admin/site}, and what was changed, {@code
 * /api/admin/changes}.
 */
@NullMarked
package io.cashbell.order.shopkeeping;

import org.jspecify.annotations.NullMarked;
