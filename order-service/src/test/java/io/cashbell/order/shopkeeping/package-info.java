@NullMarked
package io.cashbell.order.shopkeeping;

import org.jspecify.annotations.NullMarked;
