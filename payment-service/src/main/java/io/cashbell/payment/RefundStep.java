package io.cashbell.payment;

import java.util.regex.Pattern;

/**
 * One call that brings a refund further.
 *
 * @param action in our words: {@code cancel}, {@code void}
 * @param evidence how the money stood at the gateway before the call, as the connector notes it for
 *     itself: compared with how it stands later it tells whether the call had its effect, should
 *     its answer be lost
 */
public record RefundStep(String action, String evidence) {

    private static final Pattern ACTION = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final int LONGEST_EVIDENCE = 200;

    public RefundStep {
        if (!ACTION.matcher(action).matches() || evidence.length() > LONGEST_EVIDENCE) {
            throw new IllegalArgumentException("not a step of a refund");
        }
    }
}
