package io.cashbell.payment;

import java.util.regex.Pattern;

/** The gateway's own id for a movement of money: ECPay's {@code TradeNo}. */
public record GatewayReference(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public GatewayReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a gateway reference");
        }
    }

    /** Whatever its case: a signature that is blind to case must not make one payment two. */
    public boolean isSame(GatewayReference other) {
        return value.equalsIgnoreCase(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
