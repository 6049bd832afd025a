package io.cashbell.payment.event;

import java.time.Instant;
import java.util.List;

/** {@code payment.confirmed.v1}: the gateway has the money. Told once per payment. */
public record PaymentConfirmed(
        String orderId,
        String paymentId,
        String method,
        Amount amount,
        String gatewayTradeNo,
        Instant paidAt,
        List<Item> items,
        String locale) {

    public static final String TYPE = "payment.confirmed.v1";
}
