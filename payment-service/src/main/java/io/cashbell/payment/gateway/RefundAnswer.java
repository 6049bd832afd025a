package io.cashbell.payment.gateway;

import java.time.Instant;

/** A gateway's word on one step of a refund, in our terms. */
public sealed interface RefundAnswer {

    /** The money is back. */
    record Returned(Instant at) implements RefundAnswer {}

    /** The step was done; the money needs another one. */
    record StepDone() implements RefundAnswer {}

    /** The gateway will do it, and has not yet. */
    record TakenOn(String gatewayCode) implements RefundAnswer {}

    /**
     * The gateway will not do it.
     *
     * @param reason a code, see {@link io.cashbell.payment.RefundWords}
     */
    record Refused(String reason, String gatewayCode) implements RefundAnswer {}

    /**
     * The step had no effect, and making it again does no harm. As an answer to the call itself it
     * is certain; as an answer to a question, only once the call can no longer be on its way.
     *
     * @param retryAt not before then
     */
    record NotDone(String why, Instant retryAt) implements RefundAnswer {}

    /** Only a person can tell. */
    record AskAPerson(String why) implements RefundAnswer {}

    /** No answer, none that can be read, or one that leaves it open. */
    record Unknown(String gatewayCode) implements RefundAnswer {}
}
