@NullMarked
package io.cashbell.order.admin.today;

import org.jspecify.annotations.NullMarked;
