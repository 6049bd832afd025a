@NullMarked
package io.cashbell.payment.callback;

import org.jspecify.annotations.NullMarked;
