package io.cashbell.local.gateway.wechatpay;

/** What is wrong with a notice on purpose. */
enum Forgery {
    NONE("nothing"),
    KEY("signed by a stranger's key"),
    STALE("well signed an hour ago"),
    SERIAL("names a key that nobody has"),
    LINES("the signed text has timestamp and nonce in each other's place"),
    BODY("one byte of the body is not what was signed"),
    SIGNTEST("WeChat's own probe: a signature that begins with WECHATPAY/SIGNTEST/"),
    TAG("well signed; the last bit of the encrypted resource is another"),
    AAD("well signed; associated_data is empty"),
    ORDER("well signed; another out_trade_no"),
    APPID("well signed; another app id; not of refunds"),
    MCHID("well signed; another merchant"),
    AMOUNT("well signed; another amount"),
    CURRENCY("well signed; another currency; not of refunds");

    private final String meaning;

    Forgery(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    /** The notice of a refund has neither an app id nor a currency. */
    boolean fits(Notice.Event event) {
        return !event.isOfRefund() || (this != APPID && this != CURRENCY);
    }
}
