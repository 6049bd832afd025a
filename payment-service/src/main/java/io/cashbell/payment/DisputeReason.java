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
    SECOND_PAYMENT("second-payment");

    private final String code;

    DisputeReason(String code) {
        this.code = code;
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
