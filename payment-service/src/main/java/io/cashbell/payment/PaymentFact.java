package io.cashbell.payment;

import java.time.Instant;
import java.util.Map;
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
     * @param asked the attempts as they stood when the gateway was asked about each; a payment that
     *     has another one by now, or a claim, may be paid just now. Null where nobody was asked
     */
    record DeadlinePassed(@Nullable Instant deadline, @Nullable Map<AttemptNumber, Attempt> asked)
            implements PaymentFact {
        public DeadlinePassed {
            asked = asked == null ? null : Map.copyOf(asked);
        }

        public DeadlinePassed() {
            this(null, null);
        }
    }

    /** The order was called off; nobody shall pay for it any more. */
    record OrderCancelled() implements PaymentFact {}
}
