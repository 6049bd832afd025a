@NullMarked
package io.cashbell.order.store;

import org.jspecify.annotations.NullMarked;
