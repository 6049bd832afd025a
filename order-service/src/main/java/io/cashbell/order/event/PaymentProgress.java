package io.cashbell.order.event;

/** Types of news about a payment that is not made yet; we read no more than the type of them. */
public final class PaymentProgress {
    public static final String SESSION_CREATED = "payment.session-created.v1";
    public static final String FAILED = "payment.failed.v1";
    public static final String EXPIRED = "payment.expired.v1";

    private PaymentProgress() {}
}
