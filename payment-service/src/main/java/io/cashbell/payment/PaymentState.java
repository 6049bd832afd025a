package io.cashbell.payment;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a payment stands. Each state carries exactly the facts that are true in it. */
public sealed interface PaymentState {

    /** Nobody has paid and no attempt was declined. */
    record AwaitingCustomer() implements PaymentState {}

    /** The buyer has a number to pay with, at a bank or in a store, and has not done so yet. */
    record AwaitingTransfer(AttemptNumber attempt) implements PaymentState {}

    /** The money is there. Nothing leads out of here but a refund. */
    record Confirmed(
            AttemptNumber attempt,
            GatewayReference reference,
            Instant paidAt,
            @Nullable CardAuthorisation card)
            implements PaymentState {
        public Confirmed(AttemptNumber attempt, GatewayReference reference, Instant paidAt) {
            this(attempt, reference, paidAt, null);
        }
    }

    /**
     * The gateway declined every attempt of which we heard; the buyer may try again.
     *
     * @param declined the attempts that were told as failed, so that each is told once
     */
    record Failed(Set<AttemptNumber> declined) implements PaymentState {
        public Failed {
            declined = Set.copyOf(declined);
        }
    }

    /**
     * The order's deadline passed before anybody paid.
     *
     * @param calledOff whether the order was called off since, so that late money never reopens it
     */
    record Expired(boolean calledOff) implements PaymentState {
        public Expired() {
            this(false);
        }
    }

    /** The order was called off before anybody paid. */
    record Cancelled() implements PaymentState {}

    /** Whether the buyer may still be sent to the gateway; the deadline is another question. */
    default boolean isPayable() {
        return switch (this) {
            case AwaitingCustomer _, AwaitingTransfer _, Failed _ -> true;
            case Confirmed _, Expired _, Cancelled _ -> false;
        };
    }
}
