@NullMarked
package io.cashbell.payment.refund;

import org.jspecify.annotations.NullMarked;
