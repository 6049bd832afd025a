package io.cashbell.notification.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.failed.v1}: a payment was tried and did not succeed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentFailed(
        @Nullable String method,
        @Nullable Amount amount,
        @Nullable String reason,
        @Nullable String gatewayCode,
        @Nullable List<Item> items) {
    public static final String TYPE = "payment.failed.v1";

    public News toNews(Instant at) {
        return new News(
                Occasion.PAYMENT_FAILED,
                at,
                method,
                amount == null ? null : amount.toMoney(),
                Reasons.withCode(reason, gatewayCode),
                null,
                Item.lines(items));
    }
}
