package io.cashbell.payment;

import java.util.Locale;

/**
 * A message that was kept and not applied, or a task for a person. The same reason and number is
 * told once.
 *
 * @param claim what the gateway says of whose money; of a refund, what goes back
 * @param number what tells two of one payment and reason apart
 */
public record Dispute(DisputeReason reason, Claim claim, String number) {

    /** Of a payment: the gateway's number tells it apart. */
    public Dispute(DisputeReason reason, Claim claim) {
        this(
                reason,
                claim,
                claim.reference() == null ? claim.attempt().value() : claim.reference().value());
    }

    /** As the payment keeps it. */
    public String key() {
        return reason.code() + "/" + number.toUpperCase(Locale.ROOT);
    }
}
