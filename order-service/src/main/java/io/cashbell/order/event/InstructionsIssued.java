package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.instructions-issued.v1}, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstructionsIssued(
        @Nullable String method,
        @Nullable String bankCode,
        @Nullable String account,
        @Nullable String paymentCode,
        @Nullable List<String> barcodes,
        Instant expiresAt) {
    public static final String TYPE = "payment.instructions-issued.v1";
}
