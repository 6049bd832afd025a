@NullMarked
package io.cashbell.order.event;

import org.jspecify.annotations.NullMarked;
