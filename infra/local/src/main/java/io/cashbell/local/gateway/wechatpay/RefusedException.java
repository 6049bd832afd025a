package io.cashbell.local.gateway.wechatpay;

/** WeChat would not do this. */
final class RefusedException extends RuntimeException {
    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.code() + " " + refusal.message());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
