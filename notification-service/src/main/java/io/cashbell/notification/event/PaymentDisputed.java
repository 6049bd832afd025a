package io.cashbell.notification.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.disputed.v1}: money and order do not agree, and no rule can decide. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentDisputed(
        @Nullable String method,
        @Nullable Amount amount,
        @Nullable String reason,
        @Nullable String gatewayTradeNo) {
    public static final String TYPE = "payment.disputed.v1";

    public News toNews(Instant at) {
        return new News(
                Occasion.PAYMENT_DISPUTED,
                at,
                method,
                amount == null ? null : amount.toMoney(),
                reason,
                gatewayTradeNo,
                List.of());
    }
}
