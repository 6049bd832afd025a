package io.cashbell.payment.gateway;

/** Ends the reading of a callback; without a stack trace, since forgers would make us draw it. */
public final class RefusedCallbackException extends Exception {

    private final RefusalReason reason;

    public RefusedCallbackException(RefusalReason reason) {
        super(reason.label(), null, false, false);
        this.reason = reason;
    }

    public RefusalReason reason() {
        return reason;
    }
}
