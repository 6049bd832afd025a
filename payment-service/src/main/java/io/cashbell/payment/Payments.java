package io.cashbell.payment;

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
     * payable, its deadline ahead, and fewer than {@link Payment#MAX_ATTEMPTS} were made.
     */
    Opening open(
            OrderId orderId, String accessTokenHash, Set<PaymentMethod> methods, Attempt attempt);

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

    /** What became of a fact. */
    sealed interface Hearing {
        record Heard(Outcome outcome) implements Hearing {}

        record NoPayment() implements Hearing {}
    }
}
