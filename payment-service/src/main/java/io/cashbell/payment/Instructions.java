package io.cashbell.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the buyer pays later, somewhere else: a bank account to transfer to, a code to type in at a
 * store's machine, or three barcodes to show at a store's counter.
 *
 * @param bankCode with {@code account}, for a transfer
 * @param barcodes three, or none
 * @param expiresAt from then on the number is worth nothing
 */
public record Instructions(
        @Nullable String bankCode,
        @Nullable String account,
        @Nullable String paymentCode,
        List<String> barcodes,
        Instant expiresAt) {

    public Instructions {
        barcodes = List.copyOf(barcodes);
        boolean transfer = bankCode != null || account != null;
        boolean code = paymentCode != null;
        boolean counter = !barcodes.isEmpty();
        if ((transfer ? 1 : 0) + (code ? 1 : 0) + (counter ? 1 : 0) != 1) {
            throw new IllegalArgumentException("instructions name one way to pay");
        }
        if ((transfer && (bankCode == null || account == null))
                || (counter && barcodes.size() != 3)) {
            throw new IllegalArgumentException("instructions name the whole of a way to pay");
        }
    }

    /** The same number, to be paid by then. */
    public Instructions until(Instant end) {
        return new Instructions(bankCode, account, paymentCode, barcodes, end);
    }

    public static Instructions transfer(String bankCode, String account, Instant expiresAt) {
        return new Instructions(bankCode, account, null, List.of(), expiresAt);
    }

    public static Instructions code(String paymentCode, Instant expiresAt) {
        return new Instructions(null, null, paymentCode, List.of(), expiresAt);
    }

    public static Instructions barcodes(List<String> barcodes, Instant expiresAt) {
        return new Instructions(null, null, null, barcodes, expiresAt);
    }
}
