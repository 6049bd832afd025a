package io.cashbell.local.gateway.kakaopay;

/** Where a payment stands (section 5), spelled as KakaoPay does. */
enum Status {
    READY,
    SEND_TMS,
    OPEN_PAYMENT,
    SELECT_METHOD,
    ARS_WAITING,
    /** The buyer has agreed; the shop has not approved yet. */
    AUTH_PASSWORD,
    SUCCESS_PAYMENT,
    PART_CANCEL_PAYMENT,
    CANCEL_PAYMENT,
    FAIL_AUTH_PASSWORD,
    QUIT_PAYMENT,
    FAIL_PAYMENT;

    /** The buyer still has to do something. */
    boolean awaitsBuyer() {
        return switch (this) {
            case READY, SEND_TMS, OPEN_PAYMENT, SELECT_METHOD, ARS_WAITING -> true;
            default -> false;
        };
    }

    /** Fifteen minutes end it. */
    boolean isPending() {
        return awaitsBuyer() || this == AUTH_PASSWORD;
    }

    /** Money moved, even if it went back since. */
    boolean wasPaid() {
        return switch (this) {
            case SUCCESS_PAYMENT, PART_CANCEL_PAYMENT, CANCEL_PAYMENT -> true;
            default -> false;
        };
    }
}
