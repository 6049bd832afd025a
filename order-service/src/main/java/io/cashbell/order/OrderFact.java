package io.cashbell.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened and may move an order. */
public sealed interface OrderFact {

    /**
     * News of a payment that is not made yet. It comes in any order and more than once.
     *
     * @see #sequence()
     */
    sealed interface PaymentProgress extends OrderFact {
        /** Orders the news of one order's payment: the highest is the latest. */
        long sequence();

        /** The way to pay that it tells of; null where it tells none. */
        default @Nullable PaymentMethod method() {
            return null;
        }
    }

    /** The buyer was sent to a gateway. */
    record SessionOpened(long sequence) implements PaymentProgress {}

    /** The buyer was given an account or a code to pay to. */
    record InstructionsIssued(
            long sequence, Instructions instructions, @Nullable PaymentMethod method)
            implements PaymentProgress {
        public InstructionsIssued(long sequence, Instructions instructions) {
            this(sequence, instructions, null);
        }
    }

    /** The gateway refused the payment; the buyer may try another way. */
    record PaymentFailed(long sequence, @Nullable PaymentMethod method) implements PaymentProgress {
        public PaymentFailed(long sequence) {
            this(sequence, null);
        }
    }

    /** The gateway has the money. */
    record PaymentConfirmed(PaymentMethod method, Money amount, Receipt receipt)
            implements OrderFact {}

    /**
     * The gateway gave money back.
     *
     * @param remaining what the shop still has of it
     */
    record PaymentRefunded(String refundId, Money amount, Money remaining, Instant at)
            implements OrderFact {}

    /** Money that no order counts went back: of a second payment, or of one that came too late. */
    record SurplusReturned(Money amount) implements OrderFact {}

    /** The gateway would not give the money back. */
    record RefundFailed(String refundId, String reason, Instant at) implements OrderFact {}

    /** The payment service cannot decide something by itself. */
    record PaymentDisputed(String reason) implements OrderFact {}

    /** The owner handed the goods over to a carrier. */
    record GoodsShipped(Shipment shipment) implements OrderFact {}

    /**
     * Whoever delivered the goods brought the money.
     *
     * @param amount what was brought; null for just what the order costs
     */
    record MoneyCollected(@Nullable Money amount, Instant at) implements OrderFact {}

    /** The owner or the buyer called the order off. */
    record OrderCancelled(String reason, Instant at) implements OrderFact {}

    /**
     * The owner gives money back.
     *
     * @param amount null for all that is left
     */
    record RefundRequested(String refundId, @Nullable Money amount, String reason, Instant at)
            implements OrderFact {}

    /** The owner wrote something down; nothing else changes. */
    record Noted(String text) implements OrderFact {}

    /** The time to pay is over, and the gateways have said that nobody paid. */
    record DeadlinePassed(Instant at) implements OrderFact {}
}
