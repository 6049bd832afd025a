package io.cashbell.order;

import java.time.Instant;

/**
 * The goods are on their way.
 *
 * @param trackingNumber the carrier's; {@link #NO_NUMBER} where nobody told it
 */
public record Shipment(Instant at, String carrier, String trackingNumber) {
    public static final String NO_NUMBER = "";
}
