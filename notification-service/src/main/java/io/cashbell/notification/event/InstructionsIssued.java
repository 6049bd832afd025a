package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code payment.instructions-issued.v1}: the buyer was given a number to pay with later. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstructionsIssued(
        String method,
        Amount amount,
        @Nullable String bankCode,
        @Nullable String account,
        @Nullable String paymentCode,
        @Nullable List<String> barcodes,
        Instant expiresAt) {
    public static final String TYPE = "payment.instructions-issued.v1";

    public InstructionsIssued {
        requireNonNull(method, "method");
        requireNonNull(amount, "amount");
        requireNonNull(expiresAt, "expiresAt");
    }

    public News toNews(Instant at) {
        return new News(
                Occasion.BUYER_TRANSFER,
                at,
                method,
                amount.toMoney(),
                null,
                null,
                List.of(),
                null,
                new Transfer(
                        bankCode,
                        account,
                        paymentCode,
                        barcodes == null ? List.of() : barcodes,
                        expiresAt));
    }
}
