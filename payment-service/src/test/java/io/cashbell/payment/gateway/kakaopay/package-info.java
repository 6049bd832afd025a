@NullMarked
package io.cashbell.payment.gateway.kakaopay;

import org.jspecify.annotations.NullMarked;
