package io.cashbell.payment.gateway;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway's record of a day says of one payment. A statement is not signed: it is compared
 * with our books, and settles nothing.
 *
 * @param attempt our number as the gateway kept it; not ours where others use the account too
 * @param reference the gateway's number; null where the record has none that can be one
 * @param method null where the record's wording is none that we know
 * @param amount what was charged, whatever was given back since
 * @param paid whether the gateway took the money
 * @param standing as the gateway words it, for people
 * @param orderId null where the gateway did not bring it back
 */
public record StatementLine(
        String attempt,
        @Nullable GatewayReference reference,
        @Nullable PaymentMethod method,
        Money amount,
        boolean paid,
        String standing,
        @Nullable OrderId orderId) {}
