package io.cashbell.payment.gateway;

import io.cashbell.payment.RefundStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is legal now to give money back. Reasons are codes, see {@link
 * io.cashbell.payment.RefundWords}.
 */
public sealed interface RefundPlan {

    /** This call may be made. */
    record Act(RefundStep step) implements RefundPlan {}

    /** Not yet. */
    record Wait(Instant until, String why) implements RefundPlan {}

    /** Nothing that a call can do. */
    record ByHand(String why) implements RefundPlan {}

    /** It will never be possible. */
    record Never(String why, @Nullable String gatewayCode) implements RefundPlan {}

    /** The money is back already, by a step before or in the gateway's console. */
    record Back(Instant at) implements RefundPlan {}

    /** The gateway was asked how the money stands and did not say. */
    record Undecided(String gatewayCode) implements RefundPlan {}
}
