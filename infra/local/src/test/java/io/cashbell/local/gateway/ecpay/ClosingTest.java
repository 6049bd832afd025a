package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 20:15 in Taiwan is 12:15 in Greenwich. */
class ClosingTest {

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T12:14:59Z, 2026-10-01T12:15:00Z",
        "2026-10-01T12:15:00Z, 2026-10-02T12:15:00Z",
        "2026-10-01T20:00:00Z, 2026-10-02T12:15:00Z"
    })
    void theNextOneIsLater(Instant time, Instant next) {
        assertThat(Closing.after(time)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T12:14:59Z, false",
        "2026-10-01T12:15:00Z, true",
        "2026-10-01T12:29:59Z, true",
        "2026-10-01T12:30:00Z, false"
    })
    void itTakesAQuarterOfAnHour(Instant time, boolean goingOn) {
        assertThat(new Closing(true).isGoingOn(time)).isEqualTo(goingOn);
        assertThat(new Closing(false).isGoingOn(time)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T12:20:00Z, 2026-10-01T12:30:00Z",
        "2026-10-01T12:30:00Z, 2026-10-02T12:30:00Z"
    })
    void itsEndIsThatOfTheOneGoingOn(Instant time, Instant end) {
        assertThat(Closing.end(time)).isEqualTo(end);
    }

    @Test
    void whatItMarkedCanBeCancelledTheNextMorning() {
        assertThat(Closing.cancellable(Instant.parse("2026-10-01T12:15:00Z")))
                .isEqualTo(Instant.parse("2026-10-01T22:00:00Z"));
    }

    @Test
    void aWrongVariableIsNamed() {
        assertThatThrownBy(
                        () -> Closing.ofEnvironment(Map.of("ECPAY_SANDBOX_AUTO_CAPTURE", "maybe")))
                .hasMessageContaining("ECPAY_SANDBOX_AUTO_CAPTURE");
    }
}
