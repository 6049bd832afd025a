package io.cashbell.order.admin.payments;

/** The payment service refused a command; the message says why, and may be shown. */
public final class PaymentsRefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    PaymentsRefusedException(int status, String why) {
        super(why);
        this.status = status;
    }

    /** As HTTP numbers it, 4xx. */
    public int status() {
        return status;
    }
}
