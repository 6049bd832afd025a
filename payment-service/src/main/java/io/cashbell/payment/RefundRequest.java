package io.cashbell.payment;

import org.jspecify.annotations.Nullable;

/**
 * Somebody wants money to be given back.
 *
 * @param reason in words for the shop, 1 to 500 characters
 * @param unapplied the capture it is of, where that is not the one that paid the order: money that
 *     came a second time or too late; null for the payment itself
 */
public record RefundRequest(RefundId id, Money amount, String reason, @Nullable Capture unapplied) {

    /** So many characters has a reason at most. */
    public static final int LONGEST_REASON = 500;

    public RefundRequest {
        if (amount.minorUnits() < 1) {
            throw new IllegalArgumentException("a refund gives something back");
        }
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a refund's reason has 1 to 500 characters");
        }
    }
}
