package io.cashbell.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest news of a payment that is not made yet. An older event that arrives later says nothing
 * new, but for how long a number lives that the buyer was given.
 *
 * @param sequence of the event that told it; 0 if none did yet
 * @param instructions where the buyer is to pay; null unless that is what was told
 * @param method the way to pay that it told of; null where it told none
 * @param payableUntil the end of the number that lives longest of all that the buyer was given, for
 *     each of them takes money until then; null if they were given none
 */
public record Heard(
        long sequence,
        @Nullable Instructions instructions,
        @Nullable PaymentMethod method,
        @Nullable Instant payableUntil) {
    public static final Heard NOTHING = new Heard(0, null);

    public Heard(long sequence, @Nullable Instructions instructions) {
        this(sequence, instructions, null);
    }

    public Heard(
            long sequence, @Nullable Instructions instructions, @Nullable PaymentMethod method) {
        this(
                sequence,
                instructions,
                method,
                instructions == null ? null : instructions.expiresAt());
    }

    /** The same news of an order that may be paid until then at least. */
    public Heard payableUntil(@Nullable Instant other) {
        return other == null || (payableUntil != null && !other.isAfter(payableUntil))
                ? this
                : new Heard(sequence, instructions, method, other);
    }
}
