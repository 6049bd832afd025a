package io.cashbell.payment;

import io.cashbell.payment.RefundFact.AnswerLost;
import io.cashbell.payment.RefundFact.DoneByPerson;
import io.cashbell.payment.RefundFact.GivenUp;
import io.cashbell.payment.RefundFact.MoneyReturned;
import io.cashbell.payment.RefundFact.PersonNeeded;
import io.cashbell.payment.RefundFact.Postponed;
import io.cashbell.payment.RefundFact.StepClaimed;
import io.cashbell.payment.RefundFact.StepDone;
import io.cashbell.payment.RefundFact.StepUndone;
import io.cashbell.payment.RefundFact.TakenOn;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundState.Underway;
import io.cashbell.payment.RefundState.Unknown;

/**
 * The whole state machine of a refund: one pure function. A fact that cannot be true where the
 * refund stands, because somebody else was faster, leaves it as it is.
 */
public final class RefundTransitions {

    /** The one task for a person that the gateway itself may still end. */
    private static final String ABNORMAL = "refund-abnormal";

    private RefundTransitions() {}

    private record Step(RefundState from, RefundFact fact) {}

    /** The state after {@code fact}; {@code from} itself where nothing changes. */
    public static RefundState next(RefundState from, RefundFact fact) {
        return switch (new Step(from, fact)) {
            case Step(Requested _, Postponed(var until, var why)) -> new Requested(until, why);
            case Step(Requested _, StepClaimed(var step, var at)) -> new Underway(step, at);

            case Step(Underway(var step, var since), AnswerLost _) -> new Unknown(step, since);
            case Step(Underway(var step, _), StepDone(var at)) -> new Requested(at, step.action());
            case Step(Unknown(var step, _), StepDone(var at)) -> new Requested(at, step.action());
            case Step(Underway _, StepUndone(var at, var why)) -> new Requested(at, why);
            case Step(Unknown _, StepUndone(var at, var why)) -> new Requested(at, why);
            case Step(Underway(var step, _), TakenOn(var at)) -> new Accepted(step, at);
            case Step(Unknown(var step, _), TakenOn(var at)) -> new Accepted(step, at);
            // A gateway whose repeats are harmless has no such refund after all.
            case Step(Accepted _, StepUndone(var at, var why)) -> new Requested(at, why);

            // The gateway's word, whenever it comes while we wait for it.
            case Step(Underway _, MoneyReturned(var at)) -> new Refunded(at);
            case Step(Unknown _, MoneyReturned(var at)) -> new Refunded(at);
            case Step(Accepted _, MoneyReturned(var at)) -> new Refunded(at);
            // Without a call of ours: it was given back in the gateway's console.
            case Step(Requested _, MoneyReturned(var at)) -> new Refunded(at);
            case Step(Manual _, MoneyReturned(var at)) -> new Refunded(at);
            case Step(Manual _, DoneByPerson(var at, _)) -> new Refunded(at);
            case Step(Manual _, GivenUp(var reason, _)) -> new Failed(reason, null);
            // WeChat Pay has closed what it could not carry out: nothing went back by it. Of a task
            // for another reason a person may have given the money back in another way.
            case Step(Manual(var why, _), RefundFact.Refused(var reason, var code))
                    when why.equals(ABNORMAL) ->
                    new Failed(reason, code);

            case Step(Requested _, RefundFact.Refused(var reason, var code)) ->
                    new Failed(reason, code);
            case Step(Underway _, RefundFact.Refused(var reason, var code)) ->
                    new Failed(reason, code);
            case Step(Unknown _, RefundFact.Refused(var reason, var code)) ->
                    new Failed(reason, code);
            case Step(Accepted _, RefundFact.Refused(var reason, var code)) ->
                    new Failed(reason, code);

            case Step(Requested _, PersonNeeded(var why, var at)) -> new Manual(why, at);
            case Step(Underway _, PersonNeeded(var why, var at)) -> new Manual(why, at);
            case Step(Unknown _, PersonNeeded(var why, var at)) -> new Manual(why, at);
            case Step(Accepted _, PersonNeeded(var why, var at)) -> new Manual(why, at);

            // Told already, and final: what comes later is a copy, or a matter for a person.
            case Step(Refunded _, _), Step(Failed _, _) -> from;
            // Overtaken by somebody who was faster.
            case Step(_, _) -> from;
        };
    }
}
