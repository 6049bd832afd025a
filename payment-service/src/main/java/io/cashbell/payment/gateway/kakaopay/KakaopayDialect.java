package io.cashbell.payment.gateway.kakaopay;

/** KakaoPay's two ways to say the same. */
enum KakaopayDialect {
    OPEN("/online/v1/payment/", "SECRET_KEY ", "application/json"),
    LEGACY("/v1/payment/", "KakaoAK ", "application/x-www-form-urlencoded;charset=utf-8");

    private final String path;
    private final String scheme;
    private final String contentType;

    KakaopayDialect(String path, String scheme, String contentType) {
        this.path = path;
        this.scheme = scheme;
        this.contentType = contentType;
    }

    /** Where {@code operation} is, below the host. */
    String path(String operation) {
        return path + operation;
    }

    /** What stands before the key, with the space that belongs to it. */
    String scheme() {
        return scheme;
    }

    String contentType() {
        return contentType;
    }
}
