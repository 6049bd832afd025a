package io.cashbell.payment.close;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentMethod;

/** A payment of ours that was confirmed. */
public record BookEntry(
        OrderId orderId,
        PaymentMethod method,
        AttemptNumber attempt,
        GatewayReference reference,
        Money amount) {}
