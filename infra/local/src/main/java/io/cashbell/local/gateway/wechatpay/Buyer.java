package io.cashbell.local.gateway.wechatpay;

/** Who pays here. */
final class Buyer {
    private static final String SOMEBODY = "oSandboxBuyer000000000000001";

    private Buyer() {}

    /** Only a Native order does not say who it is for. */
    static String openid(Order order) {
        var named = order.text("/payer/openid");
        return named.isEmpty() ? SOMEBODY : named;
    }
}
