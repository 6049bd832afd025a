package io.cashbell.local.gateway.wechatpay;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers that prove that an answer or a notice is WeChat's (sections 4 and 6), in their exact
 * spelling.
 */
record Stamp(String timestamp, String nonce, String signature, String serial) {
    static final String TIMESTAMP = "Wechatpay-Timestamp";
    static final String NONCE = "Wechatpay-Nonce";
    static final String SIGNATURE = "Wechatpay-Signature";
    static final String SERIAL = "Wechatpay-Serial";
    static final String TYPE = "Wechatpay-Signature-Type";
    static final String SHA256_RSA = "WECHATPAY2-SHA256-RSA2048";

    /**
     * @param at on the machine's clock, which the shop's agrees with
     */
    static Stamp of(byte[] body, PlatformKey key, Instant at) {
        var timestamp = String.valueOf(at.getEpochSecond());
        var nonce = Numbers.nonce();
        var text = SignedText.ofAnswer(timestamp, nonce, body);
        return new Stamp(timestamp, nonce, Rsa.sign(text, key.keys().getPrivate()), key.serial());
    }

    Stamp signed(String otherSignature) {
        return new Stamp(timestamp, nonce, otherSignature, serial);
    }

    Stamp by(String otherSerial) {
        return new Stamp(timestamp, nonce, signature, otherSerial);
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put(TIMESTAMP, timestamp);
        headers.put(NONCE, nonce);
        headers.put(SIGNATURE, signature);
        headers.put(SERIAL, serial);
        headers.put(TYPE, SHA256_RSA);
        return headers;
    }
}
