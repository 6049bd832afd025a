@NullMarked
package io.cashbell.payment.store;

import org.jspecify.annotations.NullMarked;
