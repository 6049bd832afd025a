package io.cashbell.order;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the buyer pays later: a bank account to transfer to, a code for a store's machine, or three
 * barcodes for a store's counter. Exactly one of the three.
 *
 * @param bankCode three digits, with {@code account}
 * @param account 8 to 20 digits
 * @param paymentCode 8 to 20 letters and digits
 * @param barcodes three of 6 to 20 letters and digits, to be drawn as Code 39; or none
 * @param expiresAt from then on nobody can pay by it
 */
public record Instructions(
        @Nullable String bankCode,
        @Nullable String account,
        @Nullable String paymentCode,
        List<String> barcodes,
        Instant expiresAt) {
    // As payment.instructions-issued.v1 promises them: what is shown to buyers is never more.
    private static final Pattern BANK = Pattern.compile("[0-9]{3}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{8,20}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{8,20}");
    private static final Pattern BARCODE = Pattern.compile("[A-Z0-9]{6,20}");
    private static final int BARCODES = 3;

    public Instructions {
        barcodes = List.copyOf(barcodes);
        check(bankCode, BANK, "bank code");
        check(account, ACCOUNT, "account");
        check(paymentCode, CODE, "payment code");
        barcodes.forEach(each -> check(each, BARCODE, "barcode"));
        boolean counter = barcodes.size() == BARCODES;
        if ((bankCode == null) != (account == null)
                || (!barcodes.isEmpty() && !counter)
                || Stream.of(account != null, paymentCode != null, counter).filter(b -> b).count()
                        != 1) {
            throw new IllegalArgumentException("Instructions name one way to pay");
        }
    }

    private static void check(@Nullable String text, Pattern form, String name) {
        if (text != null && !form.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a " + name);
        }
    }
}
