@NullMarked
package io.cashbell.payment.warning;

import org.jspecify.annotations.NullMarked;
