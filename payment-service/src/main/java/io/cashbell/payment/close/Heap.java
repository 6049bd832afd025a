package io.cashbell.payment.close;

import java.util.Arrays;
import java.util.Locale;

/** Where a payment belongs once both records are laid beside each other. */
public enum Heap {
    /** Both say the same. */
    EQUAL,
    /** Paid at the gateway, not in our books of the day. */
    PAID_THERE,
    /** Paid by our books, not in the gateway's record of the day. */
    PAID_HERE,
    /** In both, and not the same. */
    DIFFERENT;

    /** As it is stored and answered. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException for a code of no heap
     */
    public static Heap of(String code) {
        return Arrays.stream(values())
                .filter(heap -> heap.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no heap is called " + code));
    }
}
