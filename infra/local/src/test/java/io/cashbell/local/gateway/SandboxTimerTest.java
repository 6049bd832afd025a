package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxTimerTest {
    private final SandboxClock clock = SandboxClock.of(Clock.systemUTC());
    private final SandboxTimer timer = new SandboxTimer(clock, "timer-test");
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void stop() {
        timer.close();
    }

    @Test
    void whatIsDueHappensAtOnce() throws Exception {
        var waiting = timer.at(clock.instant(), done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.isOver()).isTrue();
        assertThat(waiting.cancel()).isFalse();
    }

    @Test
    void whatIsDueSoonHappensByItself() throws Exception {
        timer.at(clock.instant().plusMillis(30), done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void movingTheClockBringsItForward() throws Exception {
        timer.at(clock.instant().plus(Duration.ofDays(7)), done::countDown);
        clock.advance(Duration.ofDays(6));
        assertThat(done.await(20, TimeUnit.MILLISECONDS)).isFalse();

        clock.advance(Duration.ofDays(1));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWasCancelledNeverHappens() throws Exception {
        var waiting = timer.at(clock.instant().plus(Duration.ofDays(1)), done::countDown);

        assertThat(waiting.cancel()).isTrue();
        clock.advance(Duration.ofDays(2));

        assertThat(done.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void oneThatFailsDoesNotStopTheNext() throws Exception {
        timer.at(
                clock.instant(),
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        timer.at(clock.instant().plusMillis(20), done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
