package io.cashbell.notification;

import org.jspecify.annotations.Nullable;

/** What a buyer follows an order by that is on its way; null is what the shop did not say. */
public record Parcel(@Nullable String carrier, @Nullable String trackingNumber) {}
