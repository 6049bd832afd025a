@NullMarked
package io.cashbell.order.admin.console;

import org.jspecify.annotations.NullMarked;
