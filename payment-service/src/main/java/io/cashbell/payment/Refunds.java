package io.cashbell.payment;

import java.time.Instant;
import java.util.Optional;

/**
 * The refunds we keep, each with its payment. Every writing method is one conditional write, state
 * and event together; all of them may be repeated without a second effect.
 */
public interface Refunds {

    /** The payment with its refunds as they were last written. */
    Optional<Payment> find(OrderId orderId);

    /**
     * Keeps a refund and reserves its money in the same write, if the payment is confirmed, has as
     * much left that no other refund has reserved, and fewer than {@link Payment#MAX_REFUNDS}.
     */
    Asking request(OrderId orderId, RefundRequest request);

    /**
     * Keeps, as failed and told once, what {@link #request} would not take. Without effect where a
     * refund of that id is kept.
     *
     * @param reason a code
     * @return false where neither could be kept
     */
    boolean refuse(OrderId orderId, RefundRequest request, String reason);

    /**
     * Keeps back what the gateway's record says it gave back and nobody here asked for, as a task
     * for a person: from then on no refund takes of it, and no call is ever made for it. As much as
     * is left is kept back where that is less. Without effect where a refund of that id is kept.
     *
     * @return whether anything is kept back under that id, now or before
     */
    boolean holdBack(OrderId orderId, RefundRequest found);

    /**
     * Keeps what needs a person, once, and tells it.
     *
     * @return false where the payment is not there or has no room for more
     */
    boolean dispute(OrderId orderId, Dispute dispute);

    /**
     * Gives the caller alone the right to make {@code step}'s call, if the refund is waiting, no
     * other call of this payment may be at work, and the payment is what the step was planned from:
     * another refund that ended since would make its evidence wrong.
     *
     * @param planned as it was read when the step was planned
     */
    Claiming claim(Payment planned, RefundId refundId, RefundStep step, Instant at);

    /**
     * Applies a fact exactly once; the end of a refund is told in the same write.
     *
     * @return the refund as it stands then; empty where there is none
     */
    Optional<Refund> hear(OrderId orderId, RefundId refundId, RefundFact fact);

    /** What became of the wish to make a call. */
    enum Claiming {
        CLAIMED,
        /** Somebody else makes it, or another refund of this payment is at work. */
        BUSY,
        /** The payment has changed since, so that the step has to be planned again. */
        CHANGED
    }

    /** What became of the wish to give money back. */
    sealed interface Asking {
        record Kept(Payment payment) implements Asking {}

        /** A refund of that id is there already, whatever became of it. */
        record Known(Payment payment, Refund refund) implements Asking {}

        /**
         * Nothing was kept.
         *
         * @param reason a code
         */
        record Refused(Payment payment, String reason) implements Asking {}

        record NoPayment() implements Asking {}
    }
}
