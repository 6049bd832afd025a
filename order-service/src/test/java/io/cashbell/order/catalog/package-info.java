@NullMarked
package io.cashbell.order.catalog;

import org.jspecify.annotations.NullMarked;
