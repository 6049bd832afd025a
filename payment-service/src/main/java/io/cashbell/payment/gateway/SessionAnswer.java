package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.GatewaySession;
import org.jspecify.annotations.Nullable;

/** What became of the wish to send a buyer to a gateway. */
public sealed interface SessionAnswer {

    /**
     * The way is open.
     *
     * @param session to be kept before the buyer is sent there; null where the gateway gave nothing
     */
    record Opened(GatewayPage page, @Nullable GatewaySession session) implements SessionAnswer {}

    /**
     * The gateway wants no such payment; no money can move by this attempt.
     *
     * @param gatewayCode as the gateway spells it
     */
    record Refused(String reason, String gatewayCode) implements SessionAnswer {}

    /** Nothing was opened: an attempt before this one has brought the money. */
    record PaidBefore(Attempt attempt, GatewayAnswer.Paid paid) implements SessionAnswer {}

    /** No answer, or none that can be read: this attempt leads nowhere, the next one may. */
    record Unreachable() implements SessionAnswer {}
}
