package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private final RetrySchedule schedule =
            new RetrySchedule(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "6, 320", "7, 600", "30, 600", "2000000, 600"})
    void theGapDoublesUpToTheLongestAndVariesByAFifth(int attempts, int seconds) {
        for (int seed = 0; seed < 100; seed++) {
            Instant next = schedule.nextTry(NOON, attempts, NOON, new Random(seed)).orElseThrow();

            assertThat(Duration.between(NOON, next).toMillis())
                    .isBetween(seconds * 800L, seconds * 1200L);
        }
    }

    @Test
    void afterADayItIsGivenUp() {
        Instant nextDay = NOON.plus(Duration.ofDays(1));

        assertThat(schedule.nextTry(NOON, 150, nextDay.minusMillis(1), new Random(1))).isPresent();
        assertThat(schedule.nextTry(NOON, 150, nextDay, new Random(1))).isEmpty();
    }
}
