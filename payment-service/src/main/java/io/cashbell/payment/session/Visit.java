package io.cashbell.payment.session;

import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.gateway.GatewayPage;

/** What a visit of the checkout link leads to, unless it is refused. */
sealed interface Visit {

    /** To the gateway, by a fresh attempt. */
    record ToGateway(Payment payment, GatewayPage page) implements Visit {}

    /** A look found a payment that a visit would open. */
    record Payable() implements Visit {}

    /** The buyer holds a number to pay with, and may choose to get another one. */
    record HasNumber(Payment payment) implements Visit {}

    /** To the page that shows how the order stands: it is paid. */
    record ToResult(OrderId orderId) implements Visit {}

    /** The order's event has not arrived yet. */
    record NotYet() implements Visit {}
}
