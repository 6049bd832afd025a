package io.cashbell.payment;

import java.time.Instant;

/** Money that is to be given back, kept before anybody asks the gateway for it. */
public record Refund(RefundRequest request, Instant requestedAt, RefundState state) {

    public RefundId id() {
        return request.id();
    }

    public Money amount() {
        return request.amount();
    }

    /** Whether it takes from the payment that the order counts; else from money beside it. */
    public boolean isOfThePayment() {
        return request.unapplied() == null;
    }

    /** Whether its money is spoken for; a refund that failed gives it free. */
    public boolean isReserving() {
        return !(state instanceof RefundState.Failed);
    }

    public boolean isRefunded() {
        return state instanceof RefundState.Refunded;
    }

    public Refund in(RefundState next) {
        return new Refund(request, requestedAt, next);
    }
}
