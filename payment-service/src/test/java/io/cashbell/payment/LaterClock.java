package io.cashbell.payment;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes as the real one does, and later once the test says so. */
@Singleton
@Replaces(Clock.class)
@Requires(property = "test.later-clock")
public class LaterClock extends Clock {

    private volatile Duration later = Duration.ZERO;

    public void goOn(Duration duration) {
        later = later.plus(duration);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
