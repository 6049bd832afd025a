package io.cashbell.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a buyer is to pay: what the gateway gave out, unchanged. What is not of this way to pay is
 * null or empty.
 *
 * @param until from then on nobody can pay by it
 */
public record Transfer(
        @Nullable String bankCode,
        @Nullable String account,
        @Nullable String paymentCode,
        List<String> barcodes,
        Instant until) {

    public Transfer {
        barcodes = List.copyOf(barcodes);
    }
}
