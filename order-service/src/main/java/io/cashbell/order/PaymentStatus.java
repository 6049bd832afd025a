package io.cashbell.order;

import java.util.Arrays;

/** How the buyer's money stands, in the words of the contract. */
public enum PaymentStatus {
    PENDING("pending"),
    AWAITING_TRANSFER("awaiting-transfer"),
    DUE_ON_ARRIVAL("due-on-arrival"),
    CONFIRMED("confirmed"),
    FAILED("failed"),
    EXPIRED("expired"),
    REFUND_PENDING("refund-pending"),
    PARTIALLY_REFUNDED("partially-refunded"),
    REFUNDED("refunded");

    private final String text;

    PaymentStatus(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** How it stands when the order has just been placed. */
    public static PaymentStatus atFirst(PaymentMethod method) {
        return method.isOnArrival() ? DUE_ON_ARRIVAL : PENDING;
    }

    /**
     * @throws IllegalArgumentException if no status has that text
     */
    public static PaymentStatus of(String text) {
        return Arrays.stream(values())
                .filter(known -> known.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No payment status " + text));
    }
}
