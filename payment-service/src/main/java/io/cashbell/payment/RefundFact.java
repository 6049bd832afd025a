package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that bears on a refund. */
public sealed interface RefundFact {

    /** It cannot be done yet. */
    record Postponed(Instant until, String why) implements RefundFact {}

    /** Somebody makes this call, alone. */
    record StepClaimed(RefundStep step, Instant at) implements RefundFact {}

    /** The call was made, or may have been, and nobody knows with what effect. */
    record AnswerLost() implements RefundFact {}

    /** The step is behind us, and the money is not back yet. */
    record StepDone(Instant at) implements RefundFact {}

    /** The step certainly had no effect; it may be tried again from then on. */
    record StepUndone(Instant retryAt, String why) implements RefundFact {}

    /** The gateway will give the money back, and has not yet. */
    record TakenOn(Instant at) implements RefundFact {}

    /** The gateway has given the money back. */
    record MoneyReturned(Instant at) implements RefundFact {}

    /** The gateway, or a rule, refuses for good. */
    record Refused(String reason, @Nullable String gatewayCode) implements RefundFact {}

    /** Only a person can do it, or find out. */
    record PersonNeeded(String why, Instant at) implements RefundFact {}

    /**
     * A person gives a task up that was left to people: nothing goes back by it.
     *
     * @param reason in the shop's own words
     * @param by who, for the record
     */
    record GivenUp(String reason, String by) implements RefundFact {}

    /**
     * A person has given the money back by hand.
     *
     * @param by who, for the record
     */
    record DoneByPerson(Instant at, String by) implements RefundFact {}
}
