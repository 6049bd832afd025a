package io.cashbell.payment.gateway;

import java.util.Locale;

/** Why a callback was refused unread. For our log and metric; the sender is not told. */
public enum RefusalReason {
    CONTENT_TYPE,
    TOO_LARGE,
    MALFORMED,
    REPEATED_NAME,
    AMBIGUOUS_VALUE,
    NO_SIGNATURE,
    BAD_SIGNATURE,
    /** The gateway looks whether we look: a signature that is wrong on purpose. */
    PROBE,
    /** Signed, but longer ago than the gateway's rules allow. */
    STALE,
    /** Signed with a key that we do not know. */
    UNKNOWN_KEY,
    /** The signature holds, but no key of ours opens what it signs. */
    SEALED,
    /** The signature holds, but what it signs is not a notice as documented. */
    UNREADABLE;

    /** As the metric's label and the log spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
