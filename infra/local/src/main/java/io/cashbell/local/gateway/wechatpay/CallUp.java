package io.cashbell.local.gateway.wechatpay;

import org.jspecify.annotations.Nullable;

/**
 * What a shop's page hands to WeixinJSBridge, or its mini program to wx.requestPayment (section 5).
 *
 * @param appId null from a mini program, which is one
 * @param timeStamp seconds, as text
 * @param pack {@code prepay_id=…}
 */
record CallUp(
        @Nullable String appId,
        String timeStamp,
        String nonceStr,
        String pack,
        String signType,
        String paySign) {}
