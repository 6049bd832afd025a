package io.cashbell.payment;

/** What will hurt a shop that goes live, and whose documents say so. */
public enum Warning {
    /**
     * Payments were found paid by asking, and no callback of the gateway came for a day.
     *
     * <p>ECPay, page 2878, tells each payment up to five times within the hour; WeChat Pay,
     * "支付成功回调通知说明", fifteen times within a day. KakaoPay tells nothing: there is nothing to miss.
     */
    CALLBACKS_MISSING("callbacks-missing"),

    /** ECPay, page 2878: {@code SimulatePaid=1} is signed like money, and no money moved. */
    SIMULATED_NOTICE("simulated-notice"),

    /**
     * An address that is put into payment pages and callbacks is one that nobody outside reaches.
     *
     * <p>ECPay, page 2874: {@code ReturnURL} must be public; KakaoPay: the site's domain is
     * registered; WeChat Pay: {@code notify_url} must be reachable from the Internet.
     */
    PRIVATE_ADDRESS("private-address"),

    /** ECPay, page 2874: {@code ReturnURL} is called on ports 80 and 443 alone, and names none. */
    ADDRESS_WITH_PORT("address-with-port"),

    /**
     * WeChat Pay, "签名与验签规则": a notice or an answer is signed with a key, named by {@code
     * Wechatpay-Serial}, that is not among ours.
     */
    KEY_UNKNOWN("key-unknown"),

    /** WeChat Pay's certificates end, and none that follows could be downloaded yet. */
    CERTIFICATE_ENDING("certificate-ending"),

    /**
     * A gateway does not take us for the merchant: ECPay's 10200073, KakaoPay's -401, -403 and -730
     * to -733, WeChat Pay's {@code SIGN_ERROR} and its like.
     */
    KEYS_REFUSED("keys-refused");

    private final String code;

    Warning(String code) {
        this.code = code;
    }

    /** As events spell it. */
    public String code() {
        return code;
    }
}
