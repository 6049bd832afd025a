@NullMarked
package io.cashbell.payment.gateway.ecpay;

import org.jspecify.annotations.NullMarked;
