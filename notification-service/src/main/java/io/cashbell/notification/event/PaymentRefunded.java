package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.refunded.v1} and {@code payment.refund-failed.v1}: money went back, or did not.
 *
 * @param amount of this refund
 * @param remaining what is left of the payment
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentRefunded(
        @Nullable String method,
        Amount amount,
        Amount remaining,
        @Nullable String refundId,
        @Nullable String reason,
        @Nullable String gatewayCode) {
    public static final String DONE = "payment.refunded.v1";
    public static final String FAILED = "payment.refund-failed.v1";

    public PaymentRefunded {
        requireNonNull(amount, "amount");
        requireNonNull(remaining, "remaining");
    }

    public News toNews(Occasion occasion, Instant at) {
        return new News(
                occasion,
                at,
                method,
                amount.toMoney(),
                Reasons.withCode(reason, gatewayCode),
                refundId,
                List.of(),
                remaining.toMoney(),
                null);
    }
}
