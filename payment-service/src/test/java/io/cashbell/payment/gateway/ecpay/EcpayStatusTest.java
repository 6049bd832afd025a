package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.gateway.GatewayAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcpayStatusTest {

    @Test
    void oneIsMoney() {
        assertThat(EcpayStatus.of("1", "2601011000001234", PRICE, PAID_AT))
                .isEqualTo(
                        new GatewayAnswer.Paid(
                                new GatewayReference("2601011000001234"), PRICE, PAID_AT));
    }

    @Test
    void moneyWithoutATradeNumberIsNotBelieved() {
        assertThat(EcpayStatus.of("1", "", PRICE, PAID_AT))
                .isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "10100073"})
    void anIssuedNumberIsNeitherMoneyNorFailure(String code) {
        assertThat(EcpayStatus.of(code, "2601011000001234", PRICE, PAID_AT))
                .isEqualTo(new GatewayAnswer.Pending(code));
    }

    @ParameterizedTest
    @CsvSource({
        "10100058, not-completed",
        "10100248, refused-by-bank",
        "10200095, abandoned",
        "10200163, application-refused",
        "10800001, risk-control",
        "0, not-paid",
        "4, not-paid",
        "10300066, not-paid"
    })
    void everyOtherCodeSaysNotPaid(String code, String reason) {
        assertThat(EcpayStatus.of(code, "", PRICE, PAID_AT))
                .isEqualTo(new GatewayAnswer.Declined(reason, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "1 ", "１", "9999999999999", "1;DROP"})
    void whatIsNoCodeIsNoFailure(String code) {
        assertThat(EcpayStatus.of(code, "2601011000001234", PRICE, PAID_AT))
                .isInstanceOf(GatewayAnswer.Unknown.class);
    }
}
