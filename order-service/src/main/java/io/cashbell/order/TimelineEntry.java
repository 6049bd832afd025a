package io.cashbell.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order's timeline.
 *
 * @param actor who did it: {@code buyer}, {@code payment-service}, or who commanded it
 * @param text what there is to say about it, such as a note's text; may be empty. The owner's,
 *     never shown to buyers
 * @param command set where somebody commanded it
 */
public record TimelineEntry(
        Instant at, String actor, Happening what, String text, @Nullable Obeyed command) {
    /** Who placed it. */
    public static final String BUYER = "buyer";

    /** Who tells of payments. */
    public static final String PAYMENT_SERVICE = "payment-service";

    /**
     * A command that was obeyed; answers its repeats.
     *
     * @param id derived from its idempotency key, where it had one
     * @param request digest of what was commanded; tells a repeat from another command
     * @param before where the order stood; null in a line that was written when this was not kept
     * @param after where it stood right afterwards
     */
    public record Obeyed(String id, Digest request, @Nullable Standing before, Standing after) {}

    /** Where an order stands, in short. */
    public record Standing(OrderStatus status, PaymentStatus payment) {
        static Standing of(Order order) {
            return new Standing(order.state().status(), order.state().payment());
        }
    }
}
