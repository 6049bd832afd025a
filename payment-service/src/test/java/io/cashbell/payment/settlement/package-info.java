@NullMarked
package io.cashbell.payment.settlement;

import org.jspecify.annotations.NullMarked;
