package io.cashbell.payment.close;

import io.cashbell.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * One payment, or one refund, of which the two records do not say the same.
 *
 * @param what a code: {@code not-here}, {@code not-there}, {@code amount}, {@code reference},
 *     {@code state}, {@code listed-twice}; of money that was given back {@code refund-not-here},
 *     {@code refund-amount}, {@code refund-state}, which are in no heap's sums
 * @param attempt our number of the attempt, as either side spells it
 * @param orderId null where the gateway alone knows of it
 * @param method null where nobody knows it
 * @param here by our books, of a refund what we say went back; null where they have none
 * @param there by the gateway's record, of a refund likewise; null where it has none
 * @param hereReference the gateway's number in our books
 * @param thereReference the gateway's number in its record
 * @param standing the gateway's wording of the state
 * @param settled what became of asking the gateway about it, such as {@code confirmed}; null where
 *     nobody asked
 */
public record Difference(
        Heap heap,
        String what,
        String attempt,
        @Nullable String orderId,
        @Nullable String method,
        @Nullable Money here,
        @Nullable Money there,
        @Nullable String hereReference,
        @Nullable String thereReference,
        @Nullable String standing,
        @Nullable String settled) {

    public static final String NOT_HERE = "not-here";
    public static final String NOT_THERE = "not-there";
    public static final String AMOUNT = "amount";
    public static final String REFERENCE = "reference";
    public static final String STATE = "state";
    public static final String LISTED_TWICE = "listed-twice";

    public static final String REFUND_NOT_HERE = "refund-not-here";
    public static final String REFUND_AMOUNT = "refund-amount";
    public static final String REFUND_STATE = "refund-state";

    /** The same, and what asking the gateway led to. */
    public Difference settled(String outcome) {
        return new Difference(
                heap,
                what,
                attempt,
                orderId,
                method,
                here,
                there,
                hereReference,
                thereReference,
                standing,
                outcome);
    }
}
