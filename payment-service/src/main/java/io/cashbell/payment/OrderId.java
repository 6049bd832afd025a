package io.cashbell.payment;

import java.util.regex.Pattern;

/** The order that a payment is for; opaque, and the key under which the payment is kept. */
public record OrderId(String value) {

    // At most fifty characters, so that it fits ECPay's CustomField and comes back with a callback.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,50}");

    public OrderId {
        if (!isOrderId(value)) {
            throw new IllegalArgumentException("not an order id");
        }
    }

    public static boolean isOrderId(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
