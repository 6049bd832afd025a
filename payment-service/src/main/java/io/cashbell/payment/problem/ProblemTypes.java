package io.cashbell.payment.problem;

import io.cashbell.web.problem.ProblemType;

/** The refusals of this service; clients branch on the slug alone. */
public enum ProblemTypes implements ProblemType {
    PAYMENT_NOT_FOUND("payment-not-found", "There is no such payment", 404),
    WRONG_TOKEN("wrong-token", "The access token is missing or wrong", 403),
    PAYMENT_EXPIRED("payment-expired", "The time to pay is over", 410),
    ALREADY_PAID("already-paid", "This order is paid", 409),
    TOO_MANY_ATTEMPTS("too-many-attempts", "The payment page was opened too often", 429),
    METHOD_NOT_AVAILABLE("method-not-available", "This payment method is not available", 503),
    REFUND_NOT_FOUND("refund-not-found", "There is no such refund", 404),
    REFUND_NOT_POSSIBLE("refund-not-possible", "This refund is not possible", 409),
    GATEWAY_UNREACHABLE("gateway-unreachable", "The payment gateway does not answer", 503);

    private final String slug;
    private final String title;
    private final int status;

    ProblemTypes(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
