package io.cashbell.payment.gateway;

import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's word on one attempt, in our terms. Where it is an answer to a call of ours, the
 * connector has compared the attempt's number and our account already.
 */
public sealed interface GatewayAnswer {

    /**
     * The gateway has taken the money.
     *
     * @param amount as the gateway names it; compared with our own record by whoever applies this
     * @param card null where no card was involved, or nothing is told of it
     */
    record Paid(
            GatewayReference reference,
            Money amount,
            Instant paidAt,
            @Nullable CardAuthorisation card)
            implements GatewayAnswer {
        public Paid(GatewayReference reference, Money amount, Instant paidAt) {
            this(reference, amount, paidAt, null);
        }
    }

    /** It was tried, no money moved by this attempt, and none will. */
    record Declined(String reason, String gatewayCode) implements GatewayAnswer {}

    /**
     * Nobody has paid by this attempt, nobody was refused, and nobody can pay by it any more: its
     * page or code ran out, was closed, or never came. No money, and no news for anybody.
     */
    record Unused(String gatewayCode) implements GatewayAnswer {}

    /**
     * Not paid yet, and may be.
     *
     * @param instructions how the buyer pays later; null where nothing was issued
     */
    record Pending(String gatewayCode, @Nullable Instructions instructions)
            implements GatewayAnswer {
        public Pending(String gatewayCode) {
            this(gatewayCode, null);
        }
    }

    /**
     * No answer, none that can be read, or one that is not in the gateway's documents: never a
     * failure, never money.
     */
    record Unknown(String gatewayCode) implements GatewayAnswer {}
}
