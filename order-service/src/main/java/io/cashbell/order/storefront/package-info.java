/** The shop's pages. */
@NullMarked
package io.cashbell.order.storefront;

import org.jspecify.annotations.NullMarked;
