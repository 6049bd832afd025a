package io.cashbell.messaging;

import java.time.Duration;

/** What tests without a context configure: short waits, one shard. */
public final class MessagingFixtures {
    public static final Duration SWEEP_AFTER = Duration.ofSeconds(10);
    public static final Duration RETRY_BASE = Duration.ofSeconds(100);
    private static final Duration VISIBILITY = Duration.ofMillis(300);

    private MessagingFixtures() {}

    /** Handled messages are extended every 100 ms; calls do not wait for company. */
    public static MessagingConfiguration configuration() {
        return configuration("bells");
    }

    public static MessagingConfiguration configuration(String table) {
        return configuration(table, Duration.ZERO, Duration.ofSeconds(1), VISIBILITY, false);
    }

    public static MessagingConfiguration reading(Duration pace, Duration longPoll) {
        return configuration("bells", pace, longPoll, VISIBILITY, false);
    }

    public static MessagingConfiguration visibleAfter(Duration visibility) {
        return configuration("bells", Duration.ZERO, Duration.ofSeconds(1), visibility, false);
    }

    public static MessagingConfiguration readyOnlyWhileReading() {
        return configuration("bells", Duration.ZERO, Duration.ofSeconds(1), VISIBILITY, true);
    }

    private static MessagingConfiguration configuration(
            String table,
            Duration pace,
            Duration longPoll,
            Duration visibility,
            boolean readyOnlyWhileReading) {
        return new MessagingConfiguration(
                "/clock-service",
                table,
                "arn:aws:sns:eu-west-1:000000000000:bell-events",
                "http://queue.test/bells",
                1,
                pace,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofHours(1),
                SWEEP_AFTER,
                10,
                1,
                longPoll,
                visibility,
                5,
                RETRY_BASE,
                RETRY_BASE,
                Duration.ofSeconds(10),
                readyOnlyWhileReading,
                false);
    }
}
