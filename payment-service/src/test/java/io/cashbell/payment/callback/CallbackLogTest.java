package io.cashbell.payment.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.GatewayReference;
import io.cashbell.web.log.Unloggable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackLogTest {

    /** The second and the third have a card's check digit, as one number in ten has. */
    @ParameterizedTest
    @CsvSource({
        "2601011000001234, 2601011000/001234",
        "4111111111111111, 4111111111/111111",
        "4222222222222, 4222222222/222",
        "T4111111111111111, T4111111111/111111",
        "6304000000000000000, 6304000000/000000000",
        "4200002223202601011234567890, 4200002223202601011234567890",
        "000000000000, 000000000000"
    })
    void aTradeNumberIsNoCardNumberInTheLog(String reference, String logged) {
        assertThat(CallbackLog.reference(new GatewayReference(reference))).isEqualTo(logged);
        assertThat(Unloggable.isIn(logged)).isFalse();
    }

    @Test
    void oneThatIsMissingIsNamedSo() {
        assertThat(CallbackLog.reference(null)).isEqualTo("null");
    }
}
