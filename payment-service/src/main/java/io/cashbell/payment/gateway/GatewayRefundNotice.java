package io.cashbell.payment.gateway;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.RefundNumber;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's word on a refund that it was asked for, whose signature holds, in our terms. Whether
 * it agrees with our record is yet to be looked at.
 *
 * @param merchant the account it names; less of it than an attempt keeps, where the gateway says no
 *     more
 * @param attempt whose money goes back
 * @param reference the gateway's number for that money; null where it names none
 * @param amount what goes back
 * @param total what the attempt had brought
 */
public record GatewayRefundNotice(
        RefundNumber number,
        String merchant,
        AttemptNumber attempt,
        @Nullable GatewayReference reference,
        Money amount,
        Money total,
        RefundAnswer answer) {}
