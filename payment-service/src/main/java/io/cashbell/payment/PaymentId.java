package io.cashbell.payment;

/** One payment of one order; opaque and unguessable. */
public record PaymentId(String value) {

    public PaymentId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a payment id is not blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
