package io.cashbell.local.gateway.wechatpay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** WeChat's clocks and days. */
final class Beijing {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final DateTimeFormatter COMPACT_DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    static final DateTimeFormatter COMPACT_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private Beijing() {}

    static ZonedDateTime of(Instant at) {
        return at.atZone(ZONE);
    }

    static LocalDate day(Instant at) {
        return of(at).toLocalDate();
    }

    /** {@code 2018-06-08T10:34:56+08:00}. */
    static String rfc3339(Instant at) {
        return RFC_3339.format(of(at));
    }
}
