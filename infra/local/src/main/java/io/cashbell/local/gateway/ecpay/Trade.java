package io.cashbell.local.gateway.ecpay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One order at ECPay.
 *
 * @param tradeNo ECPay's own number, 20 digits
 * @param gwsr ECPay's number of the card authorisation
 * @param settledAt when it was paid or failed
 */
record Trade(
        Order order,
        String tradeNo,
        long gwsr,
        Instant createdAt,
        Status status,
        @Nullable Instant settledAt) {
    static final ZoneId TAIWAN = ZoneId.of("Asia/Taipei");

    private static final DateTimeFormatter TRADE_NO_BEGIN =
            DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);
    private static final long NUMBERS_PER_SECOND = 100_000_000;

    enum Status {
        CREATED,
        PAID,
        FAILED;

        /** As the control API spells it. */
        String spelled() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Trade open(Order order, long number, Instant at) {
        var tradeNo =
                TRADE_NO_BEGIN.format(at.atZone(TAIWAN))
                        + String.format(Locale.ROOT, "%08d", number % NUMBERS_PER_SECOND);
        return new Trade(order, tradeNo, 10_000_000 + number, at, Status.CREATED, null);
    }

    Trade settled(Status outcome, Instant at) {
        return new Trade(order, tradeNo, gwsr, createdAt, outcome, at);
    }

    Order.Key key() {
        return order.key();
    }

    /** 2.75 %, in whole dollars. */
    long chargeFee() {
        return (order.amount() * 275 + 5_000) / 10_000;
    }

    /** {@code 2026/01/31 09:30:00} on Taiwan's clocks. */
    static String date(Instant at) {
        return OrderRules.DATE.format(at.atZone(TAIWAN));
    }
}
