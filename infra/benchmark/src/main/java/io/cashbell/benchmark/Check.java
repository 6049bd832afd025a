package io.cashbell.benchmark;

import java.util.Set;

/**
 * What became of all orders, seen from outside. A confirmation may be published twice; an order
 * that is mailed twice rings the bell twice.
 *
 * @param paid how many of the placed orders their buyers see paid
 */
record Check(Set<String> placed, int paid, Tap.Confirmations confirmed, Mails mails) {

    /** Whether each order was paid, confirmed and mailed, and each once. */
    boolean isSound() {
        return paid == placed.size()
                && confirmed.orders().equals(placed)
                && confirmed.eventIds().size() == placed.size()
                && mails.orders().equals(placed)
                && mails.count() == placed.size();
    }

    @Override
    public String toString() {
        return "check: %d orders placed, %d paid, %d confirmations (%d events), %d mailed (%d mails): %s"
                .formatted(
                        placed.size(),
                        paid,
                        confirmed.orders().size(),
                        confirmed.eventIds().size(),
                        mails.orders().size(),
                        mails.count(),
                        isSound() ? "equal" : "NOT EQUAL");
    }
}
