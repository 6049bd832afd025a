@NullMarked
package io.cashbell.payment.gateway;

import org.jspecify.annotations.NullMarked;
