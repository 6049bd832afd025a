package io.cashbell.payment.event;

import java.util.List;

/** {@code payment.expired.v1}: the time to pay is over and no money came. */
public record PaymentExpired(
        String orderId,
        String paymentId,
        String method,
        Amount amount,
        String reason,
        List<Item> items,
        String locale) {

    public static final String TYPE = "payment.expired.v1";

    public PaymentExpired {
        items = List.copyOf(items);
    }
}
