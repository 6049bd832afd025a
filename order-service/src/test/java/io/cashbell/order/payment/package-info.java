@NullMarked
package io.cashbell.order.payment;

import org.jspecify.annotations.NullMarked;
