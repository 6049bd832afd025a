package io.cashbell.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * A day as a market and its gateway count it: from midnight to midnight of Taiwan, Korea or China.
 */
public record BusinessDay(LocalDate date, Currency currency) {

    public BusinessDay {
        zoneOf(currency);
    }

    /** The day of that market in which something happened. */
    public static BusinessDay of(Instant at, Currency currency) {
        return new BusinessDay(LocalDate.ofInstant(at, zoneOf(currency)), currency);
    }

    /** Whether something happened on this day. */
    public boolean contains(Instant at) {
        return LocalDate.ofInstant(at, zoneOf(currency)).equals(date);
    }

    private static ZoneId zoneOf(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "TWD" -> ZoneId.of("Asia/Taipei");
            case "KRW" -> ZoneId.of("Asia/Seoul");
            case "CNY" -> ZoneId.of("Asia/Shanghai");
            default ->
                    throw new IllegalArgumentException(
                            "no market of ours charges " + currency.getCurrencyCode());
        };
    }
}
