package io.cashbell.payment.gateway.ecpay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How long a number to pay with may live, in the units that ECPay counts in: never longer than the
 * order, except where ECPay's shortest is longer still. Money that comes after the order's end is
 * believed all the same.
 */
final class EcpayDeadline {

    /** ATM: {@code ExpireDate}, days. */
    static final int MOST_ATM_DAYS = 60;

    /** BARCODE: {@code StoreExpireDate}, days. */
    static final int MOST_BARCODE_DAYS = 30;

    /** CVS, page 2874: {@code StoreExpireDate}, minutes. */
    static final int MOST_CVS_MINUTES = 43_200;

    private EcpayDeadline() {}

    /**
     * Days after today, of which the last is over in Taiwan by {@code expiresAt}: a transfer ends
     * at 23:59:59 of its last day, and a barcode no later.
     */
    static int days(Instant startedAt, Instant expiresAt, int most) {
        LocalDate today = LocalDate.ofInstant(startedAt, EcpayMessages.TAIPEI);
        LocalDate last =
                LocalDate.ofInstant(expiresAt.plusSeconds(1), EcpayMessages.TAIPEI).minusDays(1);
        return within(ChronoUnit.DAYS.between(today, last), most);
    }

    /** Whole minutes until {@code expiresAt}. */
    static int minutes(Instant startedAt, Instant expiresAt) {
        return within(Duration.between(startedAt, expiresAt).toMinutes(), MOST_CVS_MINUTES);
    }

    private static int within(long wanted, int most) {
        return Math.clamp(wanted, 1, most);
    }
}
