@NullMarked
package io.cashbell.order.checkout;

import org.jspecify.annotations.NullMarked;
