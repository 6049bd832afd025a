package io.cashbell.local.gateway.wechatpay;

import java.security.KeyPair;

/**
 * The shop's account: who it is and what it proves that by.
 *
 * @param serial of its API certificate
 * @param apiV3Key 32 characters
 */
record Merchant(String mchid, String appid, String serial, KeyPair keys, String apiV3Key) {
    @Override
    public String toString() {
        return "Merchant[mchid=" + mchid + ", appid=" + appid + "]";
    }
}
