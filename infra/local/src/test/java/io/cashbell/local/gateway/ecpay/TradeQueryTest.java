package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeQueryTest {
    private SandboxUnderTest sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxUnderTest.inMemory();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aPaidTradeIsDescribedRawAndSigned() throws Exception {
        var order = SandboxUnderTest.order("http://localhost:1/notify");
        order.put("ItemName", "Tea A+B 50% off#茶 x 1");
        var number = sandbox.opened(order);
        sandbox.command(number, "pay", "{\"callbacks\": 0}");

        var text = query(number, Instant.now().getEpochSecond());

        assertThat(text).contains("ItemName=Tea A+B 50% off#茶 x 1");
        var fields = SandboxUnderTest.split(text);
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(fields)
                .containsEntry("TradeStatus", "1")
                .containsEntry("TradeAmt", "1200")
                .containsEntry("PaymentType", "Credit_CreditCard")
                .containsEntry("HandlingCharge", "33");
        assertThat(fields.get("PaymentDate")).isNotEmpty();
    }

    @Test
    void anUnpaidTradeIsZeroAndAFailedOneNeverEstablished() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order("http://localhost:1/notify"));
        assertThat(SandboxUnderTest.split(query(number, Instant.now().getEpochSecond())))
                .containsEntry("TradeStatus", "0");

        sandbox.command(number, "fail", "{\"callbacks\": 0}");

        assertThat(SandboxUnderTest.split(query(number, Instant.now().getEpochSecond())))
                .containsEntry("TradeStatus", "10200095");
    }

    @ParameterizedTest
    @CsvSource({
        "ATM, ATM_BOT",
        "CVS, CVS_CVS",
        "BARCODE, BARCODE_BARCODE",
        "BNPL, BNPL_URICH",
        "WebATM, WebATM_BOT",
        "TWQR, TWQR_OPAY",
        "ApplePay, ApplePay"
    })
    void everyWayToPayIsToldByItsName(String method, String paymentType) throws Exception {
        var order = SandboxUnderTest.order("http://localhost:1/notify");
        order.put("ChoosePayment", method);
        order.put("TotalAmount", "3000");
        var number = sandbox.opened(order);
        sandbox.command(number, "pay", "{\"callbacks\": 0}");

        var fields = SandboxUnderTest.split(query(number, Instant.now().getEpochSecond()));

        assertThat(fields)
                .containsEntry("TradeStatus", "1")
                .containsEntry("PaymentType", paymentType);
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
    }

    @Test
    void whatWasIssuedIsNotPaidYet() throws Exception {
        var order = SandboxUnderTest.order("http://localhost:1/notify");
        order.put("ChoosePayment", "ATM");
        var number = sandbox.opened(order);
        sandbox.command(number, "issue", "{\"callbacks\": 0}");

        assertThat(SandboxUnderTest.split(query(number, Instant.now().getEpochSecond())))
                .containsEntry("TradeStatus", "0")
                .containsEntry("PaymentType", "ATM_BOT")
                .containsEntry("PaymentDate", "");
    }

    @Test
    void aWrongAmountIsWhatTheBooksSay() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order("http://localhost:1/notify"));
        sandbox.command(number, "pay", "{\"callbacks\": 0, \"amount\": 12}");

        assertThat(SandboxUnderTest.split(query(number, Instant.now().getEpochSecond())))
                .containsEntry("TradeStatus", "1")
                .containsEntry("TradeAmt", "12");
    }

    @Test
    void anUnknownTradeIsStillWellFormedAndSigned() throws Exception {
        var fields = SandboxUnderTest.split(query("NEVERSEEN", Instant.now().getEpochSecond()));

        assertThat(fields).containsEntry("TradeStatus", "10200047").containsEntry("TradeNo", "");
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-200, 200})
    void anOldOrFutureTimeStampIsRefused(long seconds) throws Exception {
        assertThat(query("X", Instant.now().getEpochSecond() + seconds))
                .startsWith("PARAMETER|")
                .contains("TimeStamp");
    }

    @Test
    void aTimeStampIsMeasuredByTheRealClock() throws Exception {
        sandbox.advance(Duration.ofDays(3));

        assertThat(query("X", Instant.now().getEpochSecond())).contains("TradeStatus=10200047");
    }

    @Test
    void throttledItAnswers403() throws Exception {
        sandbox.post(
                "/control/ecpay/faults", "{\"operation\": \"query\", \"fault\": \"throttled\"}");

        assertThat(query("X", Instant.now().getEpochSecond())).contains("403 Forbidden");
        assertThat(query("X", Instant.now().getEpochSecond())).contains("TradeStatus=10200047");
    }

    @Test
    void aWrongChecksumIsRefused() throws Exception {
        var answer =
                sandbox.form(
                        "/ecpay/Cashier/QueryTradeInfo/V5",
                        Map.of(
                                "MerchantID",
                                "3002607",
                                "MerchantTradeNo",
                                "X",
                                "TimeStamp",
                                "1",
                                "CheckMacValue",
                                "AA"));

        assertThat(answer.body()).startsWith("10200073|CheckMacValue Error");
    }

    private String query(String number, long seconds) throws Exception {
        var request =
                Map.of(
                        "MerchantID",
                        "3002607",
                        "MerchantTradeNo",
                        number,
                        "TimeStamp",
                        String.valueOf(seconds));
        return sandbox.form(
                        "/ecpay/Cashier/QueryTradeInfo/V5",
                        CheckMacValue.sign(request, SandboxUnderTest.MERCHANT))
                .body();
    }
}
