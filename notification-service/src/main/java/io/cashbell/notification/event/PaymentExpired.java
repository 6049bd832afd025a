package io.cashbell.notification.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.expired.v1}: nobody paid in time. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentExpired(
        @Nullable String method,
        @Nullable Amount amount,
        @Nullable String reason,
        @Nullable List<Item> items) {
    public static final String TYPE = "payment.expired.v1";

    public News toNews(Instant at) {
        return new News(
                Occasion.PAYMENT_EXPIRED,
                at,
                method,
                amount == null ? null : amount.toMoney(),
                reason,
                null,
                Item.lines(items));
    }
}
