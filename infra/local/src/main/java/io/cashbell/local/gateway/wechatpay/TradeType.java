package io.cashbell.local.gateway.wechatpay;

/** How the buyer comes to pay; here as WeChat spells it. */
enum TradeType {
    JSAPI,
    NATIVE
}
