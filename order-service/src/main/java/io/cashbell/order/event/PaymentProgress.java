package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** News about a payment that is not made yet, as far as we read them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentProgress(@Nullable String method) {
    public static final String SESSION_CREATED = "payment.session-created.v1";
    public static final String FAILED = "payment.failed.v1";
    public static final String EXPIRED = "payment.expired.v1";
}
