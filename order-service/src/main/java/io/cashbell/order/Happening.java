package io.cashbell.order;

import java.util.Arrays;

/** What a line of an order's timeline tells of, in the words of the events where there is one. */
public enum Happening {
    PLACED("order.placed"),
    SESSION_OPENED("payment.session-created"),
    INSTRUCTIONS_ISSUED("payment.instructions-issued"),
    PAYMENT_FAILED("payment.failed"),
    PAYMENT_EXPIRED("payment.expired"),
    PAYMENT_CONFIRMED("payment.confirmed"),
    PAYMENT_DISPUTED("payment.disputed"),
    PAYMENT_REFUNDED("payment.refunded"),
    REFUND_FAILED("payment.refund-failed"),
    SHIPPED("order.shipped"),
    COLLECTED("order.collected"),
    CANCELLED("order.cancelled"),
    REFUND_REQUESTED("order.refund-requested"),
    NOTED("order.noted");

    private final String text;

    Happening(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /**
     * @throws IllegalArgumentException if nothing is called so
     */
    public static Happening of(String text) {
        return Arrays.stream(values())
                .filter(known -> known.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No happening " + text));
    }
}
