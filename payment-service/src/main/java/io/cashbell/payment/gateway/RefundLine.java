package io.cashbell.payment.gateway;

import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway's record says of money that was given back. Compared with what was asked for; it
 * calls no refund done.
 *
 * @param attempt our number of the payment as the gateway kept it
 * @param orderId null where the gateway did not bring it back
 * @param number of the one refund that the line is of, by whoever asked for it; null where the line
 *     is of all that was given back of this payment so far
 * @param amount never more than was taken
 * @param outcome as far as it was known when the record was made
 * @param standing as the gateway words it, for people
 */
public record RefundLine(
        String attempt,
        @Nullable OrderId orderId,
        @Nullable String number,
        Money amount,
        Outcome outcome,
        String standing) {

    /** What became of it. */
    public enum Outcome {
        BACK,
        /** Taken on, and not carried out yet. */
        OPEN,
        /** It came to nothing. */
        UNDONE
    }
}
