@NullMarked
package io.cashbell.payment.gateway.wechatpay;

import org.jspecify.annotations.NullMarked;
