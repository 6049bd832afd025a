package io.cashbell.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a webhook is tried again: a published table, so that its receiver knows what to expect. */
final class WebhookSchedule {
    /** Behind the first attempt, the second one, and so on: 24 hours together. */
    static final List<Duration> GAPS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(8),
                    Duration.ofHours(8).plusMinutes(24).plusSeconds(55));

    private WebhookSchedule() {}

    /** Empty if it is given up. */
    static Optional<Instant> nextTry(int failedAttempts, Instant now) {
        return failedAttempts > GAPS.size()
                ? Optional.empty()
                : Optional.of(now.plus(GAPS.get(failedAttempts - 1)));
    }
}
