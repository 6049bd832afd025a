package io.cashbell.payment.gateway;

import io.cashbell.payment.SignatureExplanation;
import java.util.Optional;

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

    /** What may be kept of it for a person to look at, whether or not it was verified. */
    default Exhibit exhibit(GatewayRequest request) {
        return Exhibit.unread(request.body());
    }

    /**
     * A proof, made with the keys by which the gateway's word is verified, that whoever made it has
     * them. Empty where there are no such keys: nothing of that gateway can be replayed.
     */
    default Optional<String> seal(String text) {
        return Optional.empty();
    }

    /**
     * Why the signature does not hold. Asked only for what is kept: the answer costs more than a
     * refusal.
     */
    default Optional<SignatureExplanation> explain(GatewayRequest request) {
        return Optional.empty();
    }

    /** What became of reading a callback. */
    sealed interface Reading {
        record Verified(GatewayNotice notice) implements Reading {}

        /** A word on a refund that we asked for, if it is ours. */
        record OfRefund(GatewayRefundNotice notice) implements Reading {}

        /** Genuine, and about something that needs nothing from us: to be acknowledged. */
        record Ignored(String kind) implements Reading {}

        record Refused(RefusalReason reason) implements Reading {}
    }
}
