package io.cashbell.notification;

import io.cashbell.notification.DeliveryFact.Claimed;
import io.cashbell.notification.DeliveryFact.GivenUp;
import io.cashbell.notification.DeliveryFact.HandedOver;
import io.cashbell.notification.DeliveryFact.HeardAgain;
import io.cashbell.notification.DeliveryFact.Overtaken;
import io.cashbell.notification.DeliveryFact.Refused;
import io.cashbell.notification.DeliveryFact.ResendAsked;
import io.cashbell.notification.DeliveryFact.Withheld;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import java.time.Instant;

/**
 * The machine: which state follows from a state and a fact. Facts of different processes arrive in
 * any order, so none is an error; one that comes too late to matter changes nothing and gives back
 * the same state.
 */
public final class DeliveryTransitions {
    /** Why a mail waits that the owner wants to be sent again. */
    public static final String ASKED = "asked for by the owner";

    private DeliveryTransitions() {}

    /** A new mail, leased to the one who heard its event. */
    public static Sending first(Instant until) {
        return new Sending(until, 1, Backstop.QUEUE);
    }

    public static DeliveryState next(DeliveryState from, DeliveryFact fact) {
        return switch (new Step(from, fact)) {
            // A lease that ran out means that its holder died or hangs.
            case Step(Sending known, Claimed(var at, var until))
                    when known.leaseIsOver(at) && known.backstop() != Backstop.NOBODY ->
                    new Sending(until, known.attempt() + 1, Backstop.SWEEP);
            case Step(Delayed known, Claimed(var at, var until))
                    when !at.isBefore(known.nextTry()) ->
                    new Sending(until, known.attempt() + 1, Backstop.SWEEP);

            case Step(Planned(var planned), Claimed(var at, var until))
                    when !at.isBefore(planned) ->
                    new Sending(until, 1, Backstop.SWEEP);

            // The message may now be acknowledged although somebody else is sending: if he dies,
            // the
            // sweep takes over. Without this the message would spend its receives waiting for the
            // lease.
            case Step(Sending(var until, var attempt, var backstop), HeardAgain _)
                    when backstop != Backstop.NOBODY ->
                    new Sending(until, attempt, Backstop.SWEEP);

            // Once a mail server has it, it is sent, whoever reports that and however late.
            case Step(Sending _, HandedOver(var at, var attempt)) -> new Sent(at, attempt);
            case Step(Delayed _, HandedOver(var at, var attempt)) -> new Sent(at, attempt);
            case Step(Failed _, HandedOver(var at, var attempt)) -> new Sent(at, attempt);
            case Step(Dropped _, HandedOver(var at, var attempt)) -> new Sent(at, attempt);

            // What nobody needs is not begun, nor tried again. Whoever is sending may finish: a
            // mail
            // cannot be called back.
            case Step(Planned _, Overtaken(var at)) -> new Dropped(at, 0, Why.NOT_NEEDED);
            case Step(Delayed(_, var attempt, _), Overtaken(var at)) ->
                    new Dropped(at, attempt, Why.NOT_NEEDED);
            case Step(Sending known, Overtaken(var at)) when known.leaseIsOver(at) ->
                    new Dropped(at, known.attempt(), Why.NOT_NEEDED);
            case Step(Sending(var until, var attempt, _), Overtaken _) ->
                    new Sending(until, attempt, Backstop.NOBODY);
            case Step(Sending(var until, var attempt, var backstop), Refused refused)
                    when backstop == Backstop.NOBODY && attempt == refused.attempt() ->
                    new Dropped(until, attempt, Why.NOT_NEEDED);
            case Step(Sending(var until, var attempt, var backstop), GivenUp givenUp)
                    when backstop == Backstop.NOBODY && attempt == givenUp.attempt() ->
                    new Dropped(until, attempt, Why.NOT_NEEDED);

            // Only the holder of the lease may say that the attempt failed.
            case Step(Sending known, Refused(var attempt, var nextTry, var reason))
                    when known.attempt() == attempt ->
                    new Delayed(nextTry, attempt, reason);
            case Step(Sending known, GivenUp(var at, var attempt, var reason))
                    when known.attempt() == attempt ->
                    new Failed(at, attempt, reason);

            // What was sent or given up is due once more; what waits is due now. Somebody who is
            // sending is left alone.
            case Step(Sent(_, var attempts), ResendAsked(var at)) ->
                    new Delayed(at, attempts, ASKED);
            case Step(Failed(_, var attempts, _), ResendAsked(var at)) ->
                    new Delayed(at, attempts, ASKED);
            case Step(Dropped(_, var attempts, var why), ResendAsked(var at))
                    when why == Why.SUPPRESSED ->
                    new Delayed(at, attempts, ASKED);
            case Step(Planned(var planned), ResendAsked(var at)) when at.isBefore(planned) ->
                    new Planned(at);
            case Step(Delayed(var nextTry, var attempt, var reason), ResendAsked(var at))
                    when at.isBefore(nextTry) ->
                    new Delayed(at, attempt, reason);

            case Step(Sending known, Withheld(var at, var attempt, var why))
                    when known.attempt() == attempt ->
                    new Dropped(at, attempt, why);

            case Step(var known, Claimed _) -> known;
            case Step(var known, HeardAgain _) -> known;
            case Step(var known, HandedOver _) -> known;
            case Step(var known, Refused _) -> known;
            case Step(var known, GivenUp _) -> known;
            case Step(var known, ResendAsked _) -> known;
            case Step(var known, Overtaken _) -> known;
            case Step(var known, Withheld _) -> known;
        };
    }

    private record Step(DeliveryState state, DeliveryFact fact) {}
}
