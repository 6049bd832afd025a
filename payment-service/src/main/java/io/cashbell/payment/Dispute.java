package io.cashbell.payment;

import java.util.Locale;

/** A message that was kept and not applied. The same reason and number is told once. */
public record Dispute(DisputeReason reason, Claim claim) {

    /** What tells two disputes of one payment apart: the reason and the gateway's number. */
    public String key() {
        String number =
                claim.reference() == null ? claim.attempt().value() : claim.reference().value();
        return reason.code() + "/" + number.toUpperCase(Locale.ROOT);
    }
}
