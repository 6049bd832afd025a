package io.cashbell.order.admin.console;

import io.cashbell.order.admin.payments.OwnedPayment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the refund planner says, in the reader's language; in its own English where the code is new
 * to us.
 */
public final class RefundSentence {
    private RefundSentence() {}

    public static String of(Page page, OwnedPayment.Planned plan) {
        return of(page, plan.code(), plan.words(), plan.action(), plan.notBefore());
    }

    public static String of(Page page, OwnedPayment.Refund refund) {
        return of(page, refund.code(), refund.words(), refund.action(), null);
    }

    private static String of(
            Page page,
            @Nullable String code,
            String english,
            @Nullable String action,
            @Nullable Instant notBefore) {
        Words words = page.words();
        String key = "refund-words." + code;
        if (!words.has(key)) {
            return english;
        }
        String sentence = words.of(key, words.named("refund-action", action));
        return notBefore == null
                ? sentence
                : words.of("payments.not-before", sentence, page.second(notBefore));
    }
}
