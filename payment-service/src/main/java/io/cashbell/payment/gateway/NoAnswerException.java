package io.cashbell.payment.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A gateway did not answer a call. That is neither success nor failure: whoever called stays in its
 * state and asks later. Without the request, whose headers are secret.
 */
public final class NoAnswerException extends Exception {

    private final boolean sent;

    NoAnswerException(
            GatewayName gateway, String operation, boolean sent, @Nullable Exception cause) {
        super(gateway.path() + " did not answer " + operation, cause);
        this.sent = sent;
    }

    /** For a gateway that is left alone for a while. */
    public static NoAnswerException notAsked(GatewayName gateway, String operation) {
        return new NoAnswerException(gateway, operation, false, null);
    }

    /** False when the call certainly never reached the gateway, so that it had no effect. */
    public boolean wasSent() {
        return sent;
    }
}
