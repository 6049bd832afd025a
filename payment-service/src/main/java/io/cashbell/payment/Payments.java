package io.cashbell.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The payments we keep. Every writing method is one conditional write, state and event together;
 * all of them may be repeated without a second effect. What cannot be written is thrown, and then
 * nothing has changed that anybody was told of.
 */
public interface Payments {

    /** Keeps a new payment; an order that has one already keeps the one it has. */
    void add(Payment payment);

    /** The payment as it was a moment ago; a write that has just been answered may be missing. */
    Optional<Payment> find(OrderId orderId);

    /**
     * Adds an attempt if the token is right, the buyer chose one of {@code methods}, the payment is
     * payable, its deadline ahead, the buyer holds no number to pay with, and fewer than {@link
     * Payment#MAX_ATTEMPTS} were made.
     *
     * @param ready whether the buyer can pay by the attempt once it is kept, so that it is told of;
     *     one that waits for the gateway's session is told of by {@link #keepSession}
     */
    Opening open(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready);

    /** The same for a buyer who holds a number and wants another one beside it. */
    Opening openAnother(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready);

    /**
     * Keeps what the gateway gave for an attempt; a second copy changes nothing.
     *
     * @return the payment as it stands then; empty if there is no such attempt
     */
    Optional<Payment> keepSession(OrderId orderId, AttemptNumber attempt, GatewaySession session);

    /** Notes that nobody can pay by this attempt's session any more, since it was closed. */
    void endSession(OrderId orderId, Attempt attempt);

    /**
     * Makes the caller the only one who ever asks the gateway to take the money of this attempt, if
     * the payment is payable, its deadline ahead, the attempt belongs to {@code merchant} and has a
     * session, nobody holds a claim of it, and no claimed attempt of this payment has an unknown
     * outcome.
     *
     * @param merchant our account at the gateway that will be asked
     */
    Claiming claim(OrderId orderId, AttemptNumber attempt, String merchant, Instant at);

    /**
     * Undoes a claim whose call certainly never left, so that somebody may claim again: this
     * attempt or another one. Without effect where the claim is somebody else's. A claim whose
     * answer was lost, and whose write may still be on its way, is refused from then on.
     *
     * @param by what the claim noted as its {@link CallbackId#CAUSE}
     */
    void giveBack(OrderId orderId, AttemptNumber attempt, CallbackId by);

    /**
     * Payments that somebody has to look at since {@code until}: what is open at a gateway, and
     * deadlines that have passed.
     *
     * @param most of one look; the longest overdue of each partition first
     */
    List<OrderId> due(Instant until, int most);

    /** Puts the next look off; a payment that has come to its end needs none. */
    void lookAgain(OrderId orderId, Instant at);

    /**
     * Nobody has to look any more at a payment whose order was called off. Without effect while a
     * refund of it is open.
     */
    void stopLooking(OrderId orderId);

    /**
     * Applies a fact exactly once, or keeps it as a dispute exactly once. Of a simulated capture
     * that agrees with our record a mark is left, and the payment stays as it is.
     */
    Hearing hear(OrderId orderId, PaymentFact fact);

    /** What became of the wish to open an attempt. */
    sealed interface Opening {
        record Opened(Payment payment) implements Opening {}

        /** The payment as it stood in the way. */
        record Refused(Payment payment) implements Opening {}

        record NoPayment() implements Opening {}
    }

    /** What became of the wish to take the money of an attempt. */
    sealed interface Claiming {
        record Claimed(Payment payment) implements Claiming {}

        /** The payment as it stood in the way. */
        record Refused(Payment payment) implements Claiming {}

        record NoPayment() implements Claiming {}
    }

    /** What became of a fact. */
    sealed interface Hearing {
        record Heard(Outcome outcome) implements Hearing {}

        record NoPayment() implements Hearing {}
    }
}
