package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.instructions-issued.v1}: the buyer has a number to pay with, somewhere else. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentInstructionsIssued(
        String orderId,
        String paymentId,
        String method,
        Amount amount,
        @Nullable String bankCode,
        @Nullable String account,
        @Nullable String paymentCode,
        @Nullable List<String> barcodes,
        Instant expiresAt) {

    public static final String TYPE = "payment.instructions-issued.v1";
}
