package io.cashbell.local.gateway.kakaopay;

import java.util.Locale;

/**
 * Whole won, and what is within the total.
 *
 * @param taxFree part of the total that bears no tax
 * @param vat part of the total
 * @param greenDeposit part of the total that is a deposit for a cup
 */
record Amount(long total, long taxFree, long vat, long greenDeposit) {
    static final Amount NONE = new Amount(0, 0, 0, 0);

    /** Section 11: VAT is a part of the price; halves cannot occur, since eleven is odd. */
    static long usualVat(long total, long taxFree) {
        return (2 * (total - taxFree) + 11) / 22;
    }

    Amount plus(Amount other) {
        return new Amount(
                total + other.total,
                taxFree + other.taxFree,
                vat + other.vat,
                greenDeposit + other.greenDeposit);
    }

    Amount minus(Amount other) {
        return new Amount(
                total - other.total,
                taxFree - other.taxFree,
                vat - other.vat,
                greenDeposit - other.greenDeposit);
    }

    /** Its parts are parts of it, and none is negative. */
    boolean addsUp() {
        return taxFree >= 0
                && vat >= 0
                && untaxed() >= 0
                && greenDeposit >= 0
                && total >= greenDeposit;
    }

    /** {@code ₩2,200}, for people. */
    static String shown(long won) {
        return String.format(Locale.ROOT, "₩%,d", won);
    }

    /** The price of what is taxed, without the tax. */
    private long untaxed() {
        return total - taxFree - vat;
    }
}
