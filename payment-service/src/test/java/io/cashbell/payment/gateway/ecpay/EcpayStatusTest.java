package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.ecpay.EcpayMessages.Issued;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcpayStatusTest {

    private static final Instant END_OF_THE_FOURTH = Instant.parse("2026-01-04T15:59:59Z");
    private static final Issued ACCOUNT =
            new Issued("004", "3833546239047825", "", List.of(), "2026/01/04", "");
    private static final Issued CODE =
            new Issued("", "", "LLL17355880822", List.of(), "2026/01/01 10:03:00", "");
    private static final Issued BARCODES =
            new Issued(
                    "",
                    "",
                    "",
                    List.of("150108C29", "3453120010019006", "010893000001200"),
                    "2026/01/01 10:03:00",
                    "");

    @Test
    void oneIsMoney() {
        assertThat(EcpayStatus.of("1", "2601011000001234", PRICE, PAID_AT, Issued.NOTHING))
                .isEqualTo(
                        new GatewayAnswer.Paid(
                                new GatewayReference("2601011000001234"), PRICE, PAID_AT));
    }

    @Test
    void moneyWithoutATradeNumberIsNotBelieved() {
        assertThat(EcpayStatus.of("1", "", PRICE, PAID_AT, Issued.NOTHING))
                .isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @Test
    void anAccountIsNeitherMoneyNorFailure() {
        assertThat(of("2", ACCOUNT))
                .isEqualTo(
                        new GatewayAnswer.Pending(
                                "2",
                                Instructions.transfer(
                                        "004", "3833546239047825", END_OF_THE_FOURTH)));
    }

    @Test
    void aLoanThatWasAppliedForIsNeitherMoneyNorFailure() {
        Issued loan = new Issued("", "", "", List.of(), "", "BNPL2026010100001");

        assertThat(of("2", loan)).isEqualTo(new GatewayAnswer.Pending("2"));
        assertThat(of("10200163", loan))
                .isEqualTo(new GatewayAnswer.Declined("application-refused", "10200163"));
    }

    @Test
    void aCodeIsNeitherMoneyNorFailure() {
        assertThat(of("10100073", CODE))
                .isEqualTo(
                        new GatewayAnswer.Pending(
                                "10100073", Instructions.code("LLL17355880822", PAID_AT)));
    }

    @Test
    void barcodesAreNeitherMoneyNorFailure() {
        assertThat(of("10100073", BARCODES))
                .isEqualTo(
                        new GatewayAnswer.Pending(
                                "10100073", Instructions.barcodes(BARCODES.barcodes(), PAID_AT)));
    }

    /** An application for later payment is told by 2 as well, and brings no account. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "10100073"})
    void anIssuedNumberThatNobodyCanReadIsUnknown(String code) {
        assertThat(of(code, Issued.NOTHING)).isEqualTo(new GatewayAnswer.Unknown(code));
    }

    @Test
    void theCodeSaysWhatKindOfNumberWasIssued() {
        assertThat(of("2", CODE)).isEqualTo(new GatewayAnswer.Unknown("2"));
        assertThat(of("10100073", ACCOUNT)).isEqualTo(new GatewayAnswer.Unknown("10100073"));
    }

    @ParameterizedTest
    @CsvSource({
        "10100058, not-completed",
        "10100248, refused-by-bank",
        "10200095, abandoned",
        "10200163, application-refused",
        "10800001, risk-control",
        "0, not-paid",
        "4, not-paid"
    })
    void everyOtherCodeSaysNotPaid(String code, String reason) {
        assertThat(EcpayStatus.of(code, "", PRICE, PAID_AT, Issued.NOTHING))
                .isEqualTo(new GatewayAnswer.Declined(reason, code));
    }

    @Test
    void aResultThatIsNotSureYetIsNoFailure() {
        assertThat(EcpayStatus.of("10300066", "", PRICE, PAID_AT, Issued.NOTHING))
                .isEqualTo(new GatewayAnswer.Pending("10300066"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "1 ", "１", "9999999999999", "1;DROP"})
    void whatIsNoCodeIsNoFailure(String code) {
        assertThat(EcpayStatus.of(code, "2601011000001234", PRICE, PAID_AT, Issued.NOTHING))
                .isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @Test
    void whatTheTradeSaysWhenAsked() {
        assertThat(ofTrade("1"))
                .isEqualTo(
                        new GatewayAnswer.Paid(
                                new GatewayReference("2601011000001234"), PRICE, PAID_AT));
        assertThat(ofTrade("0")).isEqualTo(new GatewayAnswer.Pending("0"));
        assertThat(ofTrade("10200047")).isEqualTo(new GatewayAnswer.Pending("10200047"));
        assertThat(ofTrade("10200095"))
                .isEqualTo(new GatewayAnswer.Declined("abandoned", "10200095"));
        assertThat(ofTrade("10200163"))
                .isEqualTo(new GatewayAnswer.Declined("application-refused", "10200163"));
        assertThat(ofTrade("2")).isEqualTo(new GatewayAnswer.Unknown("undocumented"));
    }

    private static GatewayAnswer ofTrade(String tradeStatus) {
        return EcpayStatus.ofTrade(tradeStatus, "2601011000001234", () -> PRICE, PAID_AT);
    }

    private static GatewayAnswer of(String code, Issued issued) {
        return EcpayStatus.of(code, "2601011000001234", PRICE, PAID_AT, issued);
    }
}
