package io.cashbell.payment.close;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a difference means, in plain words for whoever looks at it. */
final class DifferenceWords {

    private static final Map<String, String> WHAT =
            Map.ofEntries(
                    Map.entry(
                            Difference.NOT_HERE,
                            "The gateway has this money, our books of the day have not."),
                    Map.entry(
                            Difference.NOT_THERE,
                            "Our books have this money, the gateway's record has not."),
                    Map.entry(Difference.AMOUNT, "The two say different amounts."),
                    Map.entry(Difference.REFERENCE, "The gateway numbers it otherwise than we do."),
                    Map.entry(Difference.STATE, "It is paid by our books, not by the gateway's."),
                    Map.entry(Difference.LISTED_TWICE, "The gateway's record has it twice."),
                    Map.entry(
                            Difference.REFUND_NOT_HERE,
                            "The gateway gave money back, and nobody here asked for it."),
                    Map.entry(
                            Difference.REFUND_AMOUNT,
                            "The two say different amounts of what was given back."),
                    Map.entry(
                            Difference.REFUND_STATE,
                            "One says that the money went back, the other that it did not."));

    private static final Map<String, String> SETTLED =
            Map.of(
                    "held",
                    "It is kept back until a person decides: see the payment's refunds.",
                    "not-held",
                    "Nothing is left that could be kept back.");

    private DifferenceWords() {}

    static String of(String what, @Nullable String settled) {
        String words = WHAT.getOrDefault(what, what);
        String then = settled == null ? null : SETTLED.get(settled);
        return then == null ? words : words + " " + then;
    }
}
