@NullMarked
package io.cashbell.payment.intake;

import org.jspecify.annotations.NullMarked;
