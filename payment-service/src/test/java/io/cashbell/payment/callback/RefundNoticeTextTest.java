package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.RefundAnswer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefundNoticeTextTest {

    static Stream<RefundAnswer> answers() {
        return Stream.of(
                new RefundAnswer.Returned(PAID_AT),
                new RefundAnswer.TakenOn("PROCESSING"),
                new RefundAnswer.Refused("refund-closed", "CLOSED"),
                new RefundAnswer.AskAPerson("refund-abnormal"),
                new RefundAnswer.Unknown("undocumented"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aNoticeIsReadAsItWasWritten(RefundAnswer answer) {
        String text = RefundNoticeText.of(notice(answer));

        assertThat(RefundNoticeText.isOne(text)).isTrue();
        assertThat(RefundNoticeText.read(text)).isEqualTo(notice(answer));
    }

    @Test
    void aPaymentsNoticeIsNotTakenForARefunds() {
        String text =
                NoticeText.of(
                        new GatewayNotice(
                                ORDER,
                                PaymentFixtures.claim(FIRST, REFERENCE),
                                false,
                                new GatewayAnswer.Pending("NOTPAY")));

        assertThat(RefundNoticeText.isOne(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"refund\":\"x\"}",
                "{\"refund\":\"01jexampleorder0000000000a-0123456789abc\"}"
            })
    void whatWasNotWrittenHereIsNotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RefundNoticeText.read(text));
    }

    private static GatewayRefundNotice notice(RefundAnswer answer) {
        return new GatewayRefundNotice(
                RefundNumber.of(ORDER, new RefundId("a-refund-of-three-yuan")),
                "1900000001",
                FIRST,
                REFERENCE,
                Money.of("3.00", "CNY"),
                Money.of("88.00", "CNY"),
                answer);
    }
}
