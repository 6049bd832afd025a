package io.cashbell.payment;

/** What a fact does to a payment. */
public sealed interface Outcome {

    /** The payment moves, and the world is told. */
    record Changed(PaymentState state) implements Outcome {}

    /**
     * The order's time was over, and its payment is confirmed all the same; the world is told both
     * that and, once, that a person has to look.
     */
    record Reopened(PaymentState state, DisputeReason reason) implements Outcome {}

    /** The same money again, of which something more is known now: kept, and nobody is told. */
    record Supplemented(PaymentState.Confirmed state) implements Outcome {}

    /** Known already, or overtaken by something that weighs more. */
    record Unchanged() implements Outcome {}

    /**
     * Not applied; kept for a person, and the world is told once.
     *
     * @param known kept and told already
     */
    record Disputed(DisputeReason reason, boolean known) implements Outcome {}

    /** Neither applied nor kept: it was altered on its way. */
    record Rejected() implements Outcome {}

    /** To be kept for a person, but {@link Payment#MAX_DISPUTES} are kept already. */
    record NoRoom() implements Outcome {}
}
