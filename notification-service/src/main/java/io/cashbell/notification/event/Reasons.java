package io.cashbell.notification.event;

import org.jspecify.annotations.Nullable;

/** Why something failed: in words, and by the gateway's own code. */
final class Reasons {
    private Reasons() {}

    /** As much as is known: {@code declined (10100058)}. */
    static @Nullable String withCode(@Nullable String reason, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return reason;
        }
        return reason == null || reason.isBlank() ? code : reason + " (" + code + ")";
    }
}
