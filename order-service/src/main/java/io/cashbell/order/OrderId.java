package io.cashbell.order;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names an order; 128 bits that nobody can guess, in 26 lower-case letters and digits. */
public record OrderId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

    public OrderId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an order id");
        }
    }

    /** Empty if no order can have that id. */
    public static Optional<OrderId> find(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new OrderId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
