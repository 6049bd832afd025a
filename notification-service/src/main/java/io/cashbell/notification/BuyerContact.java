package io.cashbell.notification;

import java.net.URI;

/**
 * How to reach a buyer, asked for each mail anew and never stored.
 *
 * @param locale BCP 47, as the buyer ordered
 * @param link where the buyer sees the order
 */
public record BuyerContact(Recipient address, String locale, URI link) {

    /** Masked, like the address. */
    @Override
    public String toString() {
        return "BuyerContact[" + address + "]";
    }
}
