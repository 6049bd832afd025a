package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened outside and bears on a payment. */
public sealed interface PaymentFact {

    /** The gateway has taken the money. */
    record CaptureConfirmed(
            Claim claim,
            GatewayReference reference,
            Instant paidAt,
            @Nullable CardAuthorisation card)
            implements PaymentFact {
        public CaptureConfirmed(Claim claim, GatewayReference reference, Instant paidAt) {
            this(claim, reference, paidAt, null);
        }

        /** The money itself. */
        public Capture capture() {
            return new Capture(claim.attempt(), reference, claim.amount(), paidAt, card);
        }
    }

    /**
     * The gateway could not take the money in this attempt.
     *
     * @param gatewayCode as the gateway spells it
     */
    record CaptureDeclined(Claim claim, String reason, String gatewayCode) implements PaymentFact {}

    /** The gateway gave the buyer a number to pay with later; no money moved. */
    record InstructionsIssued(Claim claim, Instructions instructions) implements PaymentFact {}

    /** Somebody pressed a button in the gateway's console: as signed as money, and none. */
    record CaptureSimulated(Claim claim) implements PaymentFact {}

    /**
     * The time to pay is over, and nobody has paid as far as we know.
     *
     * @param deadline the one that passed; a payment that has a later one by now is not over. Null
     *     where the order is over, whatever its payment's deadline
     */
    record DeadlinePassed(@Nullable Instant deadline) implements PaymentFact {
        public DeadlinePassed() {
            this(null);
        }
    }

    /** The order was called off; nobody shall pay for it any more. */
    record OrderCancelled() implements PaymentFact {}
}
