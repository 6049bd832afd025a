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
 * @param undone whether the gateway says that it came to nothing
 * @param standing as the gateway words it, for people
 */
public record RefundLine(
        String attempt,
        @Nullable OrderId orderId,
        @Nullable String number,
        Money amount,
        boolean undone,
        String standing) {}
