package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.confirmed.v1}: the money for an order has come. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentConfirmed(
        String method,
        Amount amount,
        Instant paidAt,
        @Nullable String gatewayTradeNo,
        @Nullable List<Item> items) {
    public static final String TYPE = "payment.confirmed.v1";

    public PaymentConfirmed {
        requireNonNull(method, "method");
        requireNonNull(amount, "amount");
        requireNonNull(paidAt, "paidAt");
    }

    public News toNews() {
        return new News(
                Occasion.PAYMENT_CONFIRMED,
                paidAt,
                method,
                amount.toMoney(),
                null,
                gatewayTradeNo,
                Item.lines(items));
    }
}
