package io.cashbell.payment.gateway;

import org.jspecify.annotations.Nullable;

/** Reads what a gateway, or a browser in its name, sends us; changes no state. */
public interface GatewayCallback {

    /** No callback of any gateway comes near this size. */
    int MAX_BYTES = 64 * 1024;

    GatewayName name();

    /** Verifies first, over the raw bytes, and then translates. */
    Reading read(byte[] body, @Nullable String contentType);

    /** The answer that stops the gateway from repeating itself. */
    String acknowledgement();

    /** The answer that makes the gateway repeat itself. A forger must learn nothing from it. */
    String refusal(String reason);

    /** What became of reading a callback. */
    sealed interface Reading {
        record Verified(GatewayNotice notice) implements Reading {}

        record Refused(RefusalReason reason) implements Reading {}
    }
}
