package io.cashbell.payment.gateway.ecpay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How long a number to pay with may live, in the units that ECPay counts in (page 2864; CVS 2874):
 * never longer than the order, except for the order's first number: where ECPay's shortest is
 * longer still, or where the buyer turned to it from another way and has ECPay's usual time at
 * least.
 */
final class EcpayDeadline {

    private static final int MOST_ATM_DAYS = 60;
    private static final int USUAL_ATM_DAYS = 3;

    private static final int MOST_BARCODE_DAYS = 30;
    private static final int USUAL_BARCODE_DAYS = 7;

    private static final int MOST_CVS_MINUTES = 43_200;
    private static final int USUAL_CVS_MINUTES = 10_080;

    /** "About two days" (page 2874), and one more. */
    private static final Duration BARCODE_TOLD_WITHIN = Duration.ofDays(3);

    /** ECPay advises to ask again after ten minutes (page 16579). */
    private static final Duration BANK_ANSWERS_WITHIN = Duration.ofMinutes(15);

    private EcpayDeadline() {}

    /**
     * How long after the deadline money that was paid in time may become known: a barcode's about
     * two days after it was paid at the store, a card's or a wallet's once the bank has answered.
     *
     * @param numbered whether the buyer may hold a number; without one nobody can have paid it
     */
    static Duration grace(EcpayMethod method, boolean numbered) {
        return switch (method) {
            case BARCODE -> numbered ? BARCODE_TOLD_WITHIN : Duration.ZERO;
            case CREDIT, APPLEPAY, TWQR -> BANK_ANSWERS_WITHIN;
            case ATM, CVS, WEBATM, BNPL -> Duration.ZERO;
        };
    }

    /** Whether ECPay's shortest number is over by {@code expiresAt}. */
    static boolean fits(EcpayMethod method, Instant startedAt, Instant expiresAt) {
        return switch (method) {
            case ATM, BARCODE -> days(startedAt, expiresAt) >= 1;
            case CVS -> Duration.between(startedAt, expiresAt).toMinutes() >= 1;
            case CREDIT, APPLEPAY, TWQR, WEBATM, BNPL -> true;
        };
    }

    /** {@code ExpireDate} of ATM. */
    static int atmDays(Instant startedAt, Instant expiresAt, boolean turned) {
        return Math.clamp(days(startedAt, expiresAt), turned ? USUAL_ATM_DAYS : 1, MOST_ATM_DAYS);
    }

    /** {@code StoreExpireDate} of BARCODE. */
    static int barcodeDays(Instant startedAt, Instant expiresAt, boolean turned) {
        return Math.clamp(
                days(startedAt, expiresAt), turned ? USUAL_BARCODE_DAYS : 1, MOST_BARCODE_DAYS);
    }

    /** {@code StoreExpireDate} of CVS: whole minutes until {@code expiresAt}. */
    static int cvsMinutes(Instant startedAt, Instant expiresAt, boolean turned) {
        return Math.clamp(
                Duration.between(startedAt, expiresAt).toMinutes(),
                turned ? USUAL_CVS_MINUTES : 1,
                MOST_CVS_MINUTES);
    }

    /**
     * Days after today, of which the last is over in Taiwan by {@code expiresAt}: a transfer ends
     * at 23:59:59 of its last day, and a barcode no later.
     */
    private static long days(Instant startedAt, Instant expiresAt) {
        LocalDate today = LocalDate.ofInstant(startedAt, EcpayMessages.TAIPEI);
        LocalDate last =
                LocalDate.ofInstant(expiresAt.plusSeconds(1), EcpayMessages.TAIPEI).minusDays(1);
        return ChronoUnit.DAYS.between(today, last);
    }
}
