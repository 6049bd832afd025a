package io.cashbell.notification;

import io.cashbell.notification.DeliveryState.Why;
import java.time.Instant;

/** Something that happened to a mail on its way. */
public sealed interface DeliveryFact {

    /** Somebody wants to send it now and asks for the lease. */
    record Claimed(Instant at, Instant until) implements DeliveryFact {}

    /** Its event came again while somebody else holds the lease. */
    record HeardAgain(Instant at) implements DeliveryFact {}

    /** A mail server took it. */
    record HandedOver(Instant at, int attempt) implements DeliveryFact {}

    /** The mail server did not take it in this attempt. */
    record Refused(int attempt, Instant nextTry, String reason) implements DeliveryFact {}

    /** The last of its attempts failed too. */
    record GivenUp(Instant at, int attempt, String reason) implements DeliveryFact {}

    /** Whoever was to send it found that it is not to be sent. */
    record Withheld(Instant at, int attempt, Why why) implements DeliveryFact {}

    /** What it tells is over: nobody needs it any more. */
    record Overtaken(Instant at) implements DeliveryFact {}

    /** The owner wants it to be sent now, again if it was sent already. */
    record ResendAsked(Instant at) implements DeliveryFact {}
}
