package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say to people about a refund, or about one that is only considered.
 *
 * @param code see {@link RefundWords}; a console words it in its reader's language
 * @param action the gateway's call that it is about, as in {@link RefundStep}
 * @param notBefore while it has to wait
 */
public record RefundExplanation(String code, @Nullable String action, @Nullable Instant notBefore) {

    public static RefundExplanation of(String code) {
        return new RefundExplanation(code.isEmpty() ? "waiting" : code, null, null);
    }

    public static RefundExplanation of(String code, RefundStep step) {
        return new RefundExplanation(code, step.action(), null);
    }

    /** In English. */
    public String words() {
        String words = RefundWords.of(code);
        if (action != null) {
            words = words.replace("{action}", action);
        }
        return notBefore == null ? words : words + " Not before " + notBefore + ".";
    }
}
