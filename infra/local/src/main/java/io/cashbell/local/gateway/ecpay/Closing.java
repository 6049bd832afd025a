package io.cashbell.local.gateway.ecpay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;

/**
 * The daily closing at 20:15 in Taiwan (section 7). What is authorised is then marked to be
 * captured, unless the merchant does that alone; what was marked before is captured at the bank.
 *
 * @param automatic marks what is authorised; otherwise the merchant captures by DoAction
 */
record Closing(boolean automatic) {
    private static final LocalTime BEGIN = LocalTime.of(20, 15);
    private static final Duration LENGTH = Duration.ofMinutes(15);
    private static final LocalTime NEXT_MORNING = LocalTime.of(6, 0);

    static Closing ofEnvironment(Map<String, String> environment) {
        return switch (environment.getOrDefault("ECPAY_SANDBOX_AUTO_CAPTURE", "").strip()) {
            case "", "daily" -> new Closing(true);
            case "off" -> new Closing(false);
            default ->
                    throw new IllegalArgumentException(
                            "ECPAY_SANDBOX_AUTO_CAPTURE must be daily or off");
        };
    }

    /** The first one later than that. */
    static Instant after(Instant time) {
        var here = time.atZone(Trade.TAIWAN);
        var today = here.toLocalDate().atTime(BEGIN).atZone(Trade.TAIWAN).toInstant();
        return today.isAfter(time)
                ? today
                : here.toLocalDate().plusDays(1).atTime(BEGIN).atZone(Trade.TAIWAN).toInstant();
    }

    /** When the one that is going on or comes next is over. */
    static Instant end(Instant time) {
        return after(time.minus(LENGTH)).plus(LENGTH);
    }

    /** ECPay is at work, and DoAction is not to be called. */
    boolean isGoingOn(Instant time) {
        return automatic && !after(time.minus(LENGTH)).isAfter(time);
    }

    /** A capture that a closing made can be cancelled from then on. */
    static Instant cancellable(Instant closedAt) {
        return closedAt.atZone(Trade.TAIWAN)
                .toLocalDate()
                .plusDays(1)
                .atTime(NEXT_MORNING)
                .atZone(Trade.TAIWAN)
                .toInstant();
    }
}
