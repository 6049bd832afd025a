package io.cashbell.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a signature does not hold, as far as that can be told without helping a forger: neither a key
 * nor the right signature is in it, nor anything that says how near a guess came.
 *
 * @param steps how the text that is signed comes about, keys and personal data masked
 * @param mistake the usual mistake that gives exactly the signature that came; null where none does
 * @param advice what to do instead
 * @param firstDifference the first byte in which the sender's text differs from the right one, both
 *     shown with a few bytes around; null without a known mistake, and where the byte is masked
 */
public record SignatureExplanation(
        List<Step> steps,
        @Nullable String mistake,
        String advice,
        @Nullable Difference firstDifference) {

    public SignatureExplanation {
        steps = List.copyOf(steps);
    }

    /** One step and the text it leaves. */
    public record Step(String name, String text) {}

    /**
     * @param offset of the byte, from 0, in the masked text
     */
    public record Difference(int offset, String sent, String right) {}
}
