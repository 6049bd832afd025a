package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a refund stands; never further than the gateway, or a person, has confirmed. */
public sealed interface RefundState {

    /**
     * Kept; nobody is asking the gateway for it now.
     *
     * @param notBefore from when on it may be tried
     * @param why what it waits for, or the step that is behind it; a code, empty at first
     */
    record Requested(Instant notBefore, String why) implements RefundState {}

    /** Somebody has claimed the right to make this call since then; it may be on its way. */
    record Underway(RefundStep step, Instant since) implements RefundState {}

    /**
     * The call's answer was lost: the money may be back or not, and the gateway has to be asked.
     */
    record Unknown(RefundStep step, Instant since) implements RefundState {}

    /** The gateway has taken it on and will carry it out: not done. */
    record Accepted(RefundStep step, Instant since) implements RefundState {}

    /**
     * Nothing that a call can do: somebody has to give the money back, and say so.
     *
     * @param why a code
     */
    record Manual(String why, Instant since) implements RefundState {}

    /** The money is back, says the gateway or whoever gave it back by hand. */
    record Refunded(Instant at) implements RefundState {}

    /**
     * It will not happen; the money may be asked back again under another id.
     *
     * @param reason a code or the gateway's words
     * @param gatewayCode as the gateway spells it; null where it was never asked
     */
    record Failed(String reason, @Nullable String gatewayCode) implements RefundState {}

    /** Whether the gateway or the clock moves it on; a manual task waits for a person alone. */
    default boolean isOpen() {
        return switch (this) {
            case Requested _, Underway _, Unknown _, Accepted _ -> true;
            case Manual _, Refunded _, Failed _ -> false;
        };
    }

    /** Whether a call may be at work at the gateway, so that no other may be made. */
    default boolean isCalling() {
        return this instanceof Underway || this instanceof Unknown;
    }
}
