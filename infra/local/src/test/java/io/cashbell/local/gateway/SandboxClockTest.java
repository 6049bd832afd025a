package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxClockTest {
    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");
    private static final Clock REAL = Clock.fixed(NOON, ZoneOffset.UTC);

    private final SandboxClock clock = SandboxClock.of(REAL);

    @Test
    void itBeginsWithTheRealTime() {
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void movesAddUpAndTheRealTimeStays() {
        clock.advance(Duration.ofDays(1));
        clock.advance(Duration.ofHours(-1));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(23)));
        assertThat(clock.realInstant()).isEqualTo(NOON);
        clock.setOffset(Duration.ZERO);
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void aClockOfAnotherZoneMovesWithIt() {
        var taipei = clock.withZone(ZoneId.of("Asia/Taipei"));

        clock.advance(Duration.ofDays(1));

        assertThat(taipei.instant()).isEqualTo(clock.instant());
        assertThat(taipei.getZone()).isEqualTo(ZoneId.of("Asia/Taipei"));
    }

    @Test
    void whoWatchesIsToldOfEveryMove() {
        var told = new AtomicInteger();
        clock.onChange(told::incrementAndGet);

        clock.advance(Duration.ofDays(1));
        clock.setOffset(Duration.ZERO);

        assertThat(told).hasValue(2);
    }

    @Test
    void tenYearsAreTheLimitEitherWay() {
        clock.advance(SandboxClock.FURTHEST);

        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.setOffset(Duration.ofSeconds(Long.MIN_VALUE + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.offset()).isEqualTo(SandboxClock.FURTHEST);
    }

    @Test
    void itsOffsetSurvivesARestart(@TempDir Path folder) {
        var file = folder.resolve("clock.journal");
        try (var before = SandboxClock.open(file, REAL)) {
            before.advance(Duration.ofDays(3));
            before.advance(Duration.ofDays(4));
        }

        try (var after = SandboxClock.open(file, REAL)) {
            assertThat(after.offset()).isEqualTo(Duration.ofDays(7));
        }
    }
}
