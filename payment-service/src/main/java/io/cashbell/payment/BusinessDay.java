package io.cashbell.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/**
 * A day as a market and its gateway count it: from midnight to midnight of Taiwan, Korea or China.
 */
public record BusinessDay(LocalDate date, Currency currency) {

    private static final Map<String, ZoneId> ZONES =
            Map.of(
                    "TWD", ZoneId.of("Asia/Taipei"),
                    "KRW", ZoneId.of("Asia/Seoul"),
                    "CNY", ZoneId.of("Asia/Shanghai"));

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

    /** Whether a market of ours charges it. */
    public static boolean isMarket(Currency currency) {
        return ZONES.containsKey(currency.getCurrencyCode());
    }

    private static ZoneId zoneOf(Currency currency) {
        ZoneId zone = ZONES.get(currency.getCurrencyCode());
        if (zone == null) {
            throw new IllegalArgumentException(
                    "no market of ours charges " + currency.getCurrencyCode());
        }
        return zone;
    }
}
