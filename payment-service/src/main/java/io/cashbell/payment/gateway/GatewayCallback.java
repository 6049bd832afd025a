package io.cashbell.payment.gateway;

/** Reads what a gateway, or a browser in its name, sends us; changes no state. */
public interface GatewayCallback {

    /** No callback of any gateway comes near this size. */
    int MAX_BYTES = 64 * 1024;

    GatewayName name();

    /** Verifies first, over the raw bytes, and then translates. */
    Reading read(GatewayRequest request);

    /** The answer that stops the gateway from repeating itself. */
    Acknowledgement acknowledgement();

    /**
     * The answer that makes the gateway repeat itself. A forger must learn nothing from it.
     *
     * @param status what HTTP calls it, of 4xx or 5xx
     */
    Acknowledgement refusal(int status, String reason);

    /** What became of reading a callback. */
    sealed interface Reading {
        record Verified(GatewayNotice notice) implements Reading {}

        /** Genuine, and about something that needs nothing from us: to be acknowledged. */
        record Ignored(String kind) implements Reading {}

        record Refused(RefusalReason reason) implements Reading {}
    }
}
