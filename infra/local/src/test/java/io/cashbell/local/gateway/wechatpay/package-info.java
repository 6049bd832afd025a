@NullMarked
package io.cashbell.local.gateway.wechatpay;

import org.jspecify.annotations.NullMarked;
