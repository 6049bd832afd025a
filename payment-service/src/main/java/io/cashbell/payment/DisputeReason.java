package io.cashbell.payment;

/** Why a verified message was kept but not applied: a person has to look. */
public enum DisputeReason {
    /** Another amount or currency than the order's total. */
    AMOUNT_MISMATCH("amount-mismatch"),
    /** Another account than the one the attempt was opened with. */
    MERCHANT_MISMATCH("merchant-mismatch"),
    /** No attempt of this payment has that number. */
    UNKNOWN_ATTEMPT("unknown-attempt"),
    /** The buyer has paid twice. */
    SECOND_PAYMENT("second-payment"),
    /** The money came when the order had expired. */
    PAYMENT_AFTER_EXPIRY("payment-after-expiry"),
    /** The money came when the order had been called off. */
    PAYMENT_AFTER_CANCELLATION("payment-after-cancellation"),
    /** The gateway's word on a refund contradicts what was asked for. */
    REFUND_MISMATCH("refund-mismatch"),
    /** Somebody has to give money back by hand, and say so. */
    REFUND_BY_HAND("refund-by-hand");

    private final String code;

    DisputeReason(String code) {
        this.code = code;
    }

    /** Whether it is money that is truly there, and no order of it. */
    public boolean isUnappliedMoney() {
        return switch (this) {
            case SECOND_PAYMENT, PAYMENT_AFTER_EXPIRY, PAYMENT_AFTER_CANCELLATION -> true;
            case AMOUNT_MISMATCH,
                    MERCHANT_MISMATCH,
                    UNKNOWN_ATTEMPT,
                    REFUND_MISMATCH,
                    REFUND_BY_HAND ->
                    false;
        };
    }

    /** As events and the table spell it. */
    public String code() {
        return code;
    }

    /**
     * The reverse of {@link #code()}.
     *
     * @throws IllegalArgumentException for a code of none
     */
    public static DisputeReason of(String code) {
        for (DisputeReason reason : values()) {
            if (reason.code.equals(code)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no such dispute reason");
    }
}
