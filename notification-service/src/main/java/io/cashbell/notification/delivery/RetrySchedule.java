package io.cashbell.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a mail is tried again: the gap doubles from the first to the longest, and varies by a fifth
 * up or down, so that mails delayed together do not come back together.
 *
 * @param giveUpAfter counted from when the event was heard
 */
record RetrySchedule(Duration first, Duration longest, Duration giveUpAfter) {

    /** Empty if the mail is given up. */
    Optional<Instant> nextTry(
            Instant recordedAt, int failedAttempts, Instant now, RandomGenerator random) {
        if (!now.isBefore(recordedAt.plus(giveUpAfter))) {
            return Optional.empty();
        }
        int doublings = Math.min(failedAttempts - 1, 20);
        long gap = Math.min(first.toMillis() << doublings, longest.toMillis());
        long jitter = gap / 5;
        return Optional.of(now.plusMillis(gap - jitter + random.nextLong(2 * jitter + 1)));
    }
}
