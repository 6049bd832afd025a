package io.cashbell.local.gateway.ecpay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One order at ECPay.
 *
 * @param number counts all orders here
 * @param issue when the buyer took a number to pay with later, or applied for a loan
 * @param settlement when it was paid or failed
 * @param actions on the card payment, the oldest first
 */
record Trade(
        Order order,
        long number,
        Instant createdAt,
        @Nullable Issue issue,
        @Nullable Settlement settlement,
        List<CardAction> actions) {
    static final ZoneId TAIWAN = ZoneId.of("Asia/Taipei");

    private static final DateTimeFormatter TRADE_NO_BEGIN =
            DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);
    private static final long NUMBERS_PER_SECOND = 100_000_000;
    private static final long FIRST_AUTHORISATION = 10_000_000;

    enum Status {
        CREATED,
        /** A number is issued, or a loan applied for, and not paid. */
        ISSUED,
        PAID,
        FAILED;

        /** As the control API spells it. */
        String spelled() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Issue(Choice choice, Instant at) {}

    /**
     * @param amount that was paid, in whole dollars; the order's, unless a test wanted another
     * @param code as RtnCode spells the outcome
     */
    record Settlement(Choice choice, Instant at, boolean paid, long amount, String code) {}

    static Trade open(Order order, long number, Instant at) {
        return new Trade(order, number, at, null, null, List.of());
    }

    Trade issued(Issue issued) {
        return new Trade(order, number, createdAt, issued, settlement, actions);
    }

    Trade settled(Settlement settled) {
        return new Trade(order, number, createdAt, issue, settled, actions);
    }

    Trade acted(CardAction action) {
        var acted = new ArrayList<>(actions);
        acted.add(action);
        return new Trade(order, number, createdAt, issue, settlement, List.copyOf(acted));
    }

    Order.Key key() {
        return order.key();
    }

    Status status() {
        if (settlement != null) {
            return settlement.paid() ? Status.PAID : Status.FAILED;
        }
        return issue == null ? Status.CREATED : Status.ISSUED;
    }

    /** Null unless it was paid. */
    @Nullable Settlement payment() {
        return settlement != null && settlement.paid() ? settlement : null;
    }

    /** Null while the buyer has not chosen. */
    @Nullable Choice choice() {
        return settlement != null ? settlement.choice() : issue == null ? null : issue.choice();
    }

    /** ECPay's own number, 20 digits. */
    String tradeNo() {
        return TRADE_NO_BEGIN.format(createdAt.atZone(TAIWAN))
                + String.format(Locale.ROOT, "%08d", number % NUMBERS_PER_SECOND);
    }

    /** ECPay's number of the card authorisation. */
    long gwsr() {
        return FIRST_AUTHORISATION + number;
    }

    /** What was issued; null before. */
    @Nullable Issued numbers() {
        return issue == null ? null : Issued.of(order, issue.choice(), number, issue.at());
    }

    /** The buyer can no longer pay, and nobody is told (section 5.3). */
    boolean isExpired(Instant now) {
        var numbers = numbers();
        return status() == Status.ISSUED
                && numbers != null
                && numbers.deadline() != null
                && now.isAfter(numbers.deadline());
    }

    /** {@code 2026/01/31 09:30:00} on Taiwan's clocks. */
    static String date(Instant at) {
        return OrderRules.DATE.format(at.atZone(TAIWAN));
    }
}
