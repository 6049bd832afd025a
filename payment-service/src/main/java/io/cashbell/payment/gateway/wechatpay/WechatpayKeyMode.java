package io.cashbell.payment.gateway.wechatpay;

/** Which of WeChat Pay's two kinds of keys a merchant has. */
enum WechatpayKeyMode {
    /** Taken from the merchant platform by hand; nothing is downloaded. */
    PUBLIC_KEY,
    /** Downloaded, again and again, since certificates end. */
    CERTIFICATE,
    /** While a merchant goes from certificates to the public key. */
    BOTH;

    boolean hasPublicKey() {
        return this != CERTIFICATE;
    }

    boolean hasCertificates() {
        return this != PUBLIC_KEY;
    }
}
