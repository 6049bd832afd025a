package io.cashbell.payment;

/** What a fact does to a payment. */
public sealed interface Outcome {

    /** The payment moves, and the world is told. */
    record Changed(PaymentState state) implements Outcome {}

    /** Known already, or overtaken by something that weighs more. */
    record Unchanged() implements Outcome {}

    /**
     * Not applied; kept for a person, and the world is told once.
     *
     * @param known kept and told already
     */
    record Disputed(DisputeReason reason, boolean known) implements Outcome {}

    /** Neither applied nor kept: it was altered on its way, or there is no room left for it. */
    record Rejected() implements Outcome {}
}
