@NullMarked
package io.cashbell.order.lookup;

import org.jspecify.annotations.NullMarked;
