package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.payment.Instructions;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextTest {

    static Stream<GatewayNotice> notices() {
        return Stream.of(
                        new GatewayAnswer.Paid(REFERENCE, PRICE, PAID_AT, EcpayFixtures.CARD),
                        new GatewayAnswer.Paid(REFERENCE, PRICE, PAID_AT),
                        new GatewayAnswer.Declined("refused-by-bank", "10100248"),
                        new GatewayAnswer.Pending("0"),
                        new GatewayAnswer.Pending(
                                "2", Instructions.transfer("812", "9103522175887271", EXPIRES_AT)),
                        new GatewayAnswer.Pending(
                                "10100073",
                                Instructions.barcodes(List.of("1", "2", "3"), EXPIRES_AT)),
                        new GatewayAnswer.Unused("CLOSED"),
                        new GatewayAnswer.Unknown("?"))
                .flatMap(
                        answer ->
                                Stream.of(
                                        new GatewayNotice(
                                                ORDER, claim(FIRST, REFERENCE), false, answer),
                                        new GatewayNotice(null, claim(FIRST, null), true, answer)));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void comesBackAsItWas(GatewayNotice notice) {
        assertThat(NoticeText.read(NoticeText.of(notice))).isEqualTo(notice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"order\":null}"})
    void whatWasNotWrittenHereIsNotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NoticeText.read(text));
    }

    /** But the number of its authorisation, by which money is given back. */
    @Test
    void itHoldsNothingOfACard() {
        assertThat(NoticeText.of(notices().findFirst().orElseThrow())).doesNotContain("card");
    }
}
