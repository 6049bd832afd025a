@NullMarked
package io.cashbell.payment.close;

import org.jspecify.annotations.NullMarked;
