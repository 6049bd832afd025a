package io.cashbell.payment.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding.Stage;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.Done;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcpayCardMessagesTest {

    private static final String CAPTURED =
            """
            {"RtnMsg": "", "RtnValue": {"TradeID": "10735183", "amount": "1200", "clsamt": 1000,
             "authtime": "2026/3/14 10:03:00", "status": "已關帳",
             "close_data": [{"status": "已關帳", "sno": 1, "amount": 1200, "datetime": ""},
                            {"status": "已關帳", "sno": 2, "amount": "-200", "datetime": ""}]}}""";

    @ParameterizedTest
    @CsvSource({
        "已授權, AUTHORISED",
        "要關帳, TO_BE_CAPTURED",
        "已關帳, CAPTURED",
        "已取消, ABANDONED",
        "something, UNDOCUMENTED"
    })
    void everyDocumentedStatusIsRead(String status, Stage stage) {
        assertThat(CardStanding.of(CAPTURED.replace("已關帳", status), "10735183"))
                .contains(new CardStanding(stage, 1000, List.of(1200L, -200L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"RtnMsg\": \"error_nopay\", \"RtnValue\": \"\"}",
                "{\"RtnMsg\": \"\", \"RtnValue\": {\"TradeID\": 10735183, \"status\": \"已授權\"}}"
            })
    void whatCannotBeReadSaysNothing(String text) {
        assertThat(CardStanding.of(text, "10735183")).isEmpty();
    }

    @Test
    void anAnswerAboutAnotherAuthorisationSaysNothing() {
        assertThat(CardStanding.of(CAPTURED, "10735184")).isEmpty();
    }

    @Test
    void aRefundIsSeenByWhatIsLeftOrByItsLine() {
        String before = new CardStanding(Stage.CAPTURED, 1200, List.of(1200L)).evidence();

        assertThat(standing(1000, 1200L).isAfterRefund(before, 200)).isTrue();
        assertThat(standing(1200, 1200L, -200L).isAfterRefund(before, 200)).isTrue();
        assertThat(standing(1200, 1200L).isAfterRefund(before, 200)).isFalse();
        assertThat(standing(900, 1200L, -300L).isAfterRefund(before, 200)).isFalse();
    }

    private static CardStanding standing(long captured, Long... lines) {
        return new CardStanding(Stage.CAPTURED, captured, List.of(lines));
    }

    @Test
    void aRefusalIsReadAndDecidesNothing() {
        Done refused =
                Done.of(
                                "MerchantID=3002607&MerchantTradeNo=A1&TradeNo=2601&RtnCode=0&RtnMsg=更新失敗.(error_amount_R)")
                        .orElseThrow();

        assertThat(refused.isDone()).isFalse();
        assertThat(refused.refusal()).isEqualTo("error_amount_R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "RtnCode=", "RtnCode=1&RtnCode=0", "RtnMsg=ok"})
    void anAnswerThatCanBeReadInTwoWaysOrNoneIsNone(String text) {
        assertThat(Done.of(text)).isEmpty();
    }
}
