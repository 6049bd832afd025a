@NullMarked
package io.cashbell.order.admin.account;

import org.jspecify.annotations.NullMarked;
