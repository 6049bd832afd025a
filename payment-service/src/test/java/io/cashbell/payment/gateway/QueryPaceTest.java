package io.cashbell.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueryPaceTest {

    @Test
    void noGatewayIsAskedMoreOftenThanItsPace() {
        QueryPace pace =
                new QueryPace(new QueryPace.Settings(20, 1000, 1000, Duration.ofSeconds(30)));
        long began = System.nanoTime();

        for (int i = 0; i < 11; i++) {
            assertThat(pace.awaitTurn(GatewayName.ECPAY)).isTrue();
        }

        // The first at once, ten more a twentieth of a second apart; a little early is allowed.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofMillis(450));
    }

    @Test
    void oneGatewaysQueueHoldsUpNoOther() {
        QueryPace pace = new QueryPace(new QueryPace.Settings(1, 1000, 1000, Duration.ZERO));

        assertThat(pace.awaitTurn(GatewayName.ECPAY)).isTrue();
        assertThat(pace.awaitTurn(GatewayName.ECPAY)).isFalse();
        assertThat(pace.awaitTurn(GatewayName.KAKAOPAY)).isTrue();
    }

    @Test
    void aPaceOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryPace.Settings(0, 1, 1, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryPace.Settings(1, 1, 1001, Duration.ZERO));
    }
}
