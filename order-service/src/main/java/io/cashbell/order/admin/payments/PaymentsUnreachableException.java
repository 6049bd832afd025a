package io.cashbell.order.admin.payments;

/**
 * The payment service did not answer, or not in words that we know. What was asked for may have
 * happened all the same; its commands may be repeated.
 */
public final class PaymentsUnreachableException extends Exception {
    private static final long serialVersionUID = 1;

    PaymentsUnreachableException(String why) {
        super(why);
    }

    PaymentsUnreachableException(String why, Throwable cause) {
        super(why, cause);
    }
}
