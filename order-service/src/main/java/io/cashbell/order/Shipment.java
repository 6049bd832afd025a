package io.cashbell.order;

import java.time.Instant;

/** The goods are on their way. */
public record Shipment(Instant at, String carrier, String trackingNumber) {}
