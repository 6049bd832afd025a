package io.cashbell.payment.settlement;

import java.util.Locale;

/** What became of a gateway's word: a verified notice, or an answer to a call of ours. */
public enum Settlement {
    CONFIRMED(""),
    /** The payment did not succeed, and that is recorded. */
    DECLINED(""),
    /** Known already, or overtaken by something that weighs more. */
    REPEATED(""),
    /** A simulated notice, noted and otherwise without effect. */
    SIMULATED(""),
    /** Money that came a second time: true, and kept for a person. */
    SECOND_PAYMENT(""),
    /** Money that came after its order expired or was called off: true, and kept for a person. */
    LATE_PAYMENT(""),
    /**
     * Signed, but not what we agreed on: kept for a person, not applied, and not acknowledged. What
     * contradicts our record must not look accepted; the gateway repeats it a few times at most.
     */
    DISPUTED("not accepted"),
    /** It names no order of ours, so there is nowhere to keep it. */
    UNKNOWN_ORDER("not recorded"),
    /** Altered on its way. */
    REJECTED("not recorded"),
    /** One dispute more than fit into the payment. */
    NO_ROOM("not recorded"),
    /** The buyer has a number to pay with. */
    INSTRUCTED(""),
    /** A refund came to its end, or further on its way there. */
    REFUND_MOVED(""),
    /** The opposite of what was told of a refund before: true, and kept for a person. */
    REFUND_CONTRADICTED(""),
    /** Not paid, yet or at all, and nobody was refused: nothing to keep. */
    PENDING(""),
    /** Nothing that the gateway's documents know: neither money nor failure. */
    UNSUPPORTED("not supported");

    private final String refusal;

    Settlement(String refusal) {
        this.refusal = refusal;
    }

    /** Whether it is settled, so that the gateway need not repeat it. */
    public boolean isAcknowledged() {
        return refusal.isEmpty();
    }

    /** Whether the payment moved by it, and the world is told; a dispute moves nothing. */
    public boolean hasChangedThePayment() {
        return this == CONFIRMED || this == DECLINED || this == INSTRUCTED;
    }

    /** Whether nothing of it is kept, though it may be true; then the log alone knows of it. */
    public boolean isForgotten() {
        return this == UNKNOWN_ORDER || this == NO_ROOM;
    }

    /** Why it is not acknowledged, in words that may leave the house; empty where it is. */
    public String refusal() {
        return refusal;
    }

    /** As the metric's label and the log spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
