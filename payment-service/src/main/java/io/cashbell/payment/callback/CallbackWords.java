package io.cashbell.payment.callback;

import io.cashbell.payment.settlement.Settlement;

/** What a callback changed, for a person to read. */
final class CallbackWords {

    static final String NOTHING = "nothing was changed";

    private CallbackWords() {}

    static String change(Settlement settlement) {
        return switch (settlement) {
            case CONFIRMED -> "the payment became confirmed";
            case DECLINED -> "the attempt became declined";
            case INSTRUCTED -> "the payment awaits a transfer by the number that was issued";
            case REPEATED -> NOTHING + ": known already, or overtaken by what weighs more";
            case SIMULATED -> "a mark that a simulated notice came; no money moved";
            case REFUND_MOVED -> "the refund stands as the gateway says";
            case REFUND_CONTRADICTED ->
                    "a dispute was noted: the refund had come to the opposite end before";
            case SECOND_PAYMENT -> "a dispute was noted: the order was paid already";
            case LATE_PAYMENT -> "a dispute was noted: the money came after the order had ended";
            case DISPUTED -> "a dispute was noted: it is not what we agreed on";
            case UNKNOWN_ORDER -> NOTHING + ": it names no order of ours";
            case REJECTED -> NOTHING + ": our number came in other letters";
            case NO_ROOM -> NOTHING + ": the payment has as many disputes as fit";
            case PENDING -> NOTHING + ": not paid yet";
            case UNSUPPORTED -> NOTHING + ": the gateway's documents do not know it";
        };
    }
}
