package io.cashbell.order;

import java.util.Arrays;

/** Where an order stands, in the words of the contract. */
public enum OrderStatus {
    CREATED("created"),
    PAID("paid"),
    SHIPPED("shipped"),
    CANCELLED("cancelled"),
    EXPIRED("expired"),
    REFUNDED("refunded");

    private final String text;

    OrderStatus(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /**
     * @throws IllegalArgumentException if no status has that text
     */
    public static OrderStatus of(String text) {
        return Arrays.stream(values())
                .filter(known -> known.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No order status " + text));
    }
}
