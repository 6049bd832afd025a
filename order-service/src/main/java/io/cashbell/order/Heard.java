package io.cashbell.order;

import org.jspecify.annotations.Nullable;

/**
 * The latest news of a payment that is not made yet. An older event that arrives later says nothing
 * new.
 *
 * @param sequence of the event that told it; 0 if none did yet
 * @param instructions where the buyer is to pay; null unless that is what was told
 * @param method the way to pay that it told of; null where it told none
 */
public record Heard(
        long sequence, @Nullable Instructions instructions, @Nullable PaymentMethod method) {
    public static final Heard NOTHING = new Heard(0, null);

    public Heard(long sequence, @Nullable Instructions instructions) {
        this(sequence, instructions, null);
    }
}
