package io.cashbell.payment.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.FakeToldWarnings;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Warning;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TellWarningsTest {

    private final FakeToldWarnings told = new FakeToldWarnings();
    private final MovableClock clock = new MovableClock();

    @Test
    void whatIsNoticedAgainAndAgainIsToldOnceAndAsksTheTableOnce() {
        notice(20, Warning.KEYS_REFUSED, "ecpay");

        assertThat(told.told()).containsExactly("keys-refused ecpay");
        assertThat(told.asked()).isEqualTo(1);
    }

    @Test
    void eachGatewayAndEachWarningIsToldOf() {
        notice(2, Warning.KEYS_REFUSED, "ecpay");
        notice(2, Warning.KEYS_REFUSED, "kakaopay");
        notice(2, Warning.SIMULATED_NOTICE, "ecpay");

        assertThat(told.told())
                .containsExactly(
                        "keys-refused ecpay", "keys-refused kakaopay", "simulated-notice ecpay");
    }

    @Test
    void whatGoesOnIsToldOnceADay() {
        for (int hour = 0; hour < 50; hour++) {
            try (ExecutorService threads = threads()) {
                new TellWarnings(told, threads, clock).notice(Warning.PRIVATE_ADDRESS, null);
            }
            clock.set(clock.instant().plus(Duration.ofHours(1)));
        }

        assertThat(told.told()).hasSize(3);
    }

    @Test
    void anInstanceAsksTheTableAgainAfterAnHour() {
        try (ExecutorService threads = threads()) {
            TellWarnings warnings = new TellWarnings(told, threads, clock);
            warnings.notice(Warning.KEY_UNKNOWN, "wechatpay");
            clock.set(clock.instant().plus(Duration.ofMinutes(59)));
            warnings.notice(Warning.KEY_UNKNOWN, "wechatpay");
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            warnings.notice(Warning.KEY_UNKNOWN, "wechatpay");
        }

        assertThat(told.asked()).isEqualTo(2);
        assertThat(told.told()).hasSize(1);
    }

    @Test
    void aTableThatDoesNotAnswerTroublesNobodyAndIsAskedAgain() {
        told.breakDown(true);
        // In the noticing thread, so that one is over before the next.
        ExecutorService here = new HereAndNow();
        TellWarnings warnings = new TellWarnings(told, here, clock);
        warnings.notice(Warning.KEYS_REFUSED, "ecpay");
        assertThat(told.told()).isEmpty();

        told.breakDown(false);
        warnings.notice(Warning.KEYS_REFUSED, "ecpay");

        assertThat(told.told()).containsExactly("keys-refused ecpay");
    }

    @Test
    void whoeverNoticesWhileTheServiceStopsIsNotTroubled() {
        ExecutorService stopped = threads();
        stopped.close();

        new TellWarnings(told, stopped, clock).notice(Warning.KEYS_REFUSED, "ecpay");

        assertThat(told.asked()).isZero();
    }

    private void notice(int times, Warning warning, String gateway) {
        try (ExecutorService threads = threads()) {
            TellWarnings warnings = new TellWarnings(told, threads, clock);
            for (int i = 0; i < times; i++) {
                warnings.notice(warning, gateway);
            }
        }
    }

    private static final class HereAndNow extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    /** Closed, it has done all. */
    private static ExecutorService threads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
