package io.cashbell.notification.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Parcel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code order.shipped.v1}: the order is on its way. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderShipped(@Nullable String carrier, @Nullable String trackingNumber) {
    public static final String TYPE = "order.shipped.v1";

    public News toNews(Instant at) {
        return News.ofParcel(at, new Parcel(carrier, trackingNumber));
    }
}
