package io.cashbell.notification;

/** What a mail is about. */
public enum Occasion {
    /** An order that the carrier collects the money for: nothing else will ring the bell. */
    ORDER_PLACED("order-placed"),
    PAYMENT_CONFIRMED("payment-confirmed"),
    PAYMENT_FAILED("payment-failed"),
    /** Money and order do not agree; a person has to look. */
    PAYMENT_DISPUTED("payment-disputed");

    private final String code;

    Occasion(String code) {
        this.code = code;
    }

    /** Its stored name; also the prefix of its words in the templates. */
    public String code() {
        return code;
    }
}
