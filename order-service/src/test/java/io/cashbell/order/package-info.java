@NullMarked
package io.cashbell.order;

import org.jspecify.annotations.NullMarked;
