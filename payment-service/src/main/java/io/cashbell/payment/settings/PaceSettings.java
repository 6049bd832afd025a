package io.cashbell.payment.settings;

import io.cashbell.web.settings.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When and how fast things are done that no buyer waits for. Read here before the records that they
 * end in, whose own checks would stop the start by a stack trace.
 */
final class PaceSettings {

    private PaceSettings() {}

    static void check(Settings settings) {
        dailyClose(settings);
        reconciliation(settings);
        settings.wholeNumber("QUERY_PACE_ECPAY", 10, 1, 1_000);
        settings.wholeNumber("QUERY_PACE_KAKAOPAY", 20, 1, 1_000);
        settings.wholeNumber("QUERY_PACE_WECHATPAY", 20, 1, 1_000);
        settings.duration("QUERY_PACE_LONGEST_WAIT", Duration.ofSeconds(30));
        settings.duration("REFUNDS_ABANDONED", Duration.ofMinutes(1));
        settings.duration("REFUNDS_QUIET", Duration.ofMinutes(2));
        settings.duration("REFUNDS_AGAIN", Duration.ofMinutes(4));
        settings.duration("REFUNDS_GIVE_UP", Duration.ofDays(7));
        settings.wholeNumber("REFUNDS_AT_ONCE", 8, 1, 1_000);
        settings.refuseUnknown(
                Set.of("DAILY_CLOSE_", "RECONCILIATION_", "QUERY_PACE_", "REFUNDS_"),
                Set.of(
                        "DAILY_CLOSE_AT",
                        "DAILY_CLOSE_ZONE",
                        "DAILY_CLOSE_EVERY",
                        "DAILY_CLOSE_RETRY",
                        "DAILY_CLOSE_GIVE_UP",
                        "DAILY_CLOSE_SECOND_LOOK",
                        "DAILY_CLOSE_LEASE",
                        "RECONCILIATION_EVERY",
                        "RECONCILIATION_PAGE",
                        "RECONCILIATION_AT_ONCE",
                        "RECONCILIATION_GRACE",
                        "RECONCILIATION_LEASE",
                        "RECONCILIATION_LOOKS_SOON",
                        "RECONCILIATION_LOOKS_LATER",
                        "RECONCILIATION_LOOKS_FRESH",
                        "QUERY_PACE_ECPAY",
                        "QUERY_PACE_KAKAOPAY",
                        "QUERY_PACE_WECHATPAY",
                        "QUERY_PACE_LONGEST_WAIT",
                        "REFUNDS_ABANDONED",
                        "REFUNDS_QUIET",
                        "REFUNDS_AGAIN",
                        "REFUNDS_GIVE_UP",
                        "REFUNDS_AT_ONCE"));
    }

    private static void dailyClose(Settings settings) {
        settings.optional("DAILY_CLOSE_AT")
                .filter(at -> !isTime(at))
                .ifPresent(_ -> settings.refuse("DAILY_CLOSE_AT must be a time such as 10:30"));
        settings.optional("DAILY_CLOSE_ZONE")
                .filter(zone -> !isZone(zone))
                .ifPresent(
                        _ ->
                                settings.refuse(
                                        "DAILY_CLOSE_ZONE must be a time zone such as"
                                                + " Asia/Taipei"));
        settings.duration("DAILY_CLOSE_EVERY", Duration.ofMinutes(5));
        settings.duration("DAILY_CLOSE_RETRY", Duration.ofMinutes(30));
        settings.duration("DAILY_CLOSE_GIVE_UP", Duration.ofHours(6));
        settings.wholeNumber("DAILY_CLOSE_SECOND_LOOK", 3, 0, 30);
        Duration lease = settings.duration("DAILY_CLOSE_LEASE", Duration.ofMinutes(3));
        if (lease.compareTo(Duration.ofSeconds(10)) < 0) {
            settings.refuse("DAILY_CLOSE_LEASE must be at least 10s");
        }
    }

    private static void reconciliation(Settings settings) {
        settings.duration("RECONCILIATION_EVERY", Duration.ofMinutes(5));
        settings.wholeNumber("RECONCILIATION_PAGE", 100, 1, 1_000);
        settings.wholeNumber("RECONCILIATION_AT_ONCE", 8, 1, 1_000);
        settings.duration("RECONCILIATION_GRACE", Duration.ofMinutes(1));
        settings.duration("RECONCILIATION_LEASE", Duration.ofMinutes(4));
        settings.duration("RECONCILIATION_LOOKS_FRESH", Duration.ofHours(2));
        Duration soon = settings.duration("RECONCILIATION_LOOKS_SOON", Duration.ofMinutes(4));
        Duration later = settings.duration("RECONCILIATION_LOOKS_LATER", Duration.ofMinutes(30));
        if (soon.compareTo(Duration.ofSeconds(1)) < 0) {
            settings.refuse("RECONCILIATION_LOOKS_SOON must be at least 1s");
        }
        if (later.compareTo(soon) < 0) {
            settings.refuse(
                    "RECONCILIATION_LOOKS_LATER must not be shorter than"
                            + " RECONCILIATION_LOOKS_SOON");
        }
    }

    private static boolean isTime(String text) {
        try {
            LocalTime.parse(text);
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static boolean isZone(String text) {
        try {
            ZoneId.of(text);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
