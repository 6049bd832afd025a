package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DoAction and QueryTrade/V2: what may be done to a card payment, and when (section 7). */
class CardActionTest {
    private static final String AUTHORISED = "已授權";
    private static final String TO_BE_CAPTURED = "要關帳";
    private static final String CAPTURED = "已關帳";
    private static final String ABANDONED = "已取消";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        sandbox.atTaiwan("10:00");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theDailyClosingMarksAndTheNextOneCaptures() throws Exception {
        var number = paid(Map.of());
        assertThat(status(number)).isEqualTo(AUTHORISED);

        sandbox.atTaiwan("20:15");
        assertThat(status(number)).isEqualTo(TO_BE_CAPTURED);
        sandbox.post("/control/ecpay/closing", "");
        assertThat(status(number)).isEqualTo(TO_BE_CAPTURED);
        sandbox.post("/control/ecpay/closing", "");

        assertThat(status(number)).isEqualTo(CAPTURED);
    }

    @Test
    void whatTheShopCapturesInTheMorningIsCapturedInTheEvening() throws Exception {
        var number = paid(Map.of());

        assertThat(act(number, "C", 1200)).isEqualTo("1");
        assertThat(status(number)).isEqualTo(TO_BE_CAPTURED);
        sandbox.post("/control/ecpay/closing", "");

        assertThat(status(number)).isEqualTo(CAPTURED);
    }

    /** The table of section 7: every state, every action, a part and the whole of 1200. */
    @ParameterizedTest
    @CsvSource({
        "AUTHORISED, C, 1200, true",
        "AUTHORISED, C, 1000, false",
        "AUTHORISED, R, 1200, false",
        "AUTHORISED, R, 200, false",
        "AUTHORISED, E, 1200, false",
        "AUTHORISED, N, 1200, true",
        "AUTHORISED, N, 200, false",
        "TO_BE_CAPTURED, C, 1200, false",
        "TO_BE_CAPTURED, R, 1200, false",
        "TO_BE_CAPTURED, R, 200, true",
        "TO_BE_CAPTURED, R, 1201, false",
        "TO_BE_CAPTURED, E, 1200, true",
        "TO_BE_CAPTURED, E, 200, false",
        "TO_BE_CAPTURED, N, 1200, false",
        "CAPTURED, C, 1200, false",
        "CAPTURED, R, 1200, true",
        "CAPTURED, R, 200, true",
        "CAPTURED, R, 1201, false",
        "CAPTURED, E, 1200, false",
        "CAPTURED, N, 1200, false",
        "ABANDONED, C, 1200, false",
        "ABANDONED, R, 200, false",
        "ABANDONED, E, 1200, false",
        "ABANDONED, N, 1200, false"
    })
    void everyStateAllowsWhatTheTableSays(
            CardState.Stage stage, String action, long amount, boolean allowed) throws Exception {
        var number = paid(Map.of());
        bring(number, stage);

        assertThat(act(number, action, amount)).isEqualTo(allowed ? "1" : "0");
    }

    @Test
    void partsAreRefundedUntilNothingIsLeft() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.CAPTURED);

        assertThat(act(number, "R", 500)).isEqualTo("1");
        assertThat(act(number, "R", 600)).isEqualTo("1");
        assertThat(act(number, "R", 101)).isEqualTo("0");
        assertThat(act(number, "R", 100)).isEqualTo("1");
        assertThat(act(number, "R", 1)).isEqualTo("0");

        assertThat(query(number).at("/RtnValue/clsamt").asLong()).isZero();
        assertThat(sandbox.trade(number).at("/card/refunded").asLong()).isEqualTo(1200);
        assertThat(sandbox.trade(number).at("/card/refunds")).hasSize(3);
    }

    @Test
    void beforeTheCaptureAWholeRefundIsACancelledCaptureAndAnAbandonedPayment() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.TO_BE_CAPTURED);

        assertThat(act(number, "E", 1200)).isEqualTo("1");
        assertThat(status(number)).isEqualTo(AUTHORISED);
        assertThat(act(number, "N", 1200)).isEqualTo("1");

        assertThat(status(number)).isEqualTo(ABANDONED);
        assertThat(sandbox.trade(number).at("/card/refunded").asLong()).isEqualTo(1200);
    }

    @Test
    void aCancelledCaptureThatIsNotAbandonedIsMadeAgainInTheEvening() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.TO_BE_CAPTURED);
        act(number, "E", 1200);

        sandbox.post("/control/ecpay/closing", "");

        assertThat(status(number)).isEqualTo(TO_BE_CAPTURED);
    }

    @Test
    void anAutomaticCaptureCanBeCancelledFromSixInTheMorning() throws Exception {
        var number = paid(Map.of());
        sandbox.post("/control/ecpay/closing", "");
        assertThat(act(number, "E", 1200)).isEqualTo("0");

        sandbox.advance(Duration.ofHours(10));

        assertThat(act(number, "E", 1200)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20:15", "20:29"})
    void duringTheClosingNothingIsDone(String time) throws Exception {
        var number = paid(Map.of());
        sandbox.atTaiwan(time);

        assertThat(act(number, "R", 100)).isEqualTo("0");
        sandbox.atTaiwan("20:31");
        assertThat(act(number, "R", 100)).isEqualTo("1");
    }

    @Test
    void instalmentsAreRefundedAsAWholeOnly() throws Exception {
        var number = paid(Map.of("CreditInstallment", "3"));
        bring(number, CardState.Stage.CAPTURED);

        assertThat(act(number, "R", 200)).isEqualTo("0");
        assertThat(act(number, "R", 1200)).isEqualTo("1");
    }

    @Test
    void pointsAreRefundedAsAWholeOnly() throws Exception {
        var number = paid(Map.of("Redeem", "Y"));
        bring(number, CardState.Stage.CAPTURED);

        assertThat(act(number, "R", 200)).isEqualTo("0");
        assertThat(act(number, "R", 1200)).isEqualTo("1");
    }

    @Test
    void unionPayIsToBeCapturedAtOnceAndThatCannotBeUndone() throws Exception {
        var number = paid(Map.of("UnionPay", "1"));

        assertThat(status(number)).isEqualTo(TO_BE_CAPTURED);
        assertThat(act(number, "E", 1200)).isEqualTo("0");
        sandbox.post("/control/ecpay/closing", "");
        assertThat(status(number)).isEqualTo(CAPTURED);
        assertThat(act(number, "R", 300)).isEqualTo("1");
    }

    @Test
    void aRefundNeedsMoneyInTheAccount() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.CAPTURED);
        sandbox.put("/control/ecpay/balance", "{\"merchantId\": \"3002607\", \"balance\": 500}");

        assertThat(act(number, "R", 501)).isEqualTo("0");
        assertThat(act(number, "R", 400)).isEqualTo("1");
        assertThat(act(number, "R", 101)).isEqualTo("0");
        sandbox.put("/control/ecpay/balance", "{\"merchantId\": \"3002607\", \"balance\": null}");
        assertThat(act(number, "R", 800)).isEqualTo("1");
    }

    @Test
    void manyRefundsAtOnceNeverGiveBackMoreThanWasPaid() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.CAPTURED);
        List<Callable<String>> refunds =
                IntStream.range(0, 40)
                        .<Callable<String>>mapToObj(_ -> () -> act(number, "R", 100))
                        .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int done = 0;
            for (var refund : threads.invokeAll(refunds)) {
                done += refund.get().equals("1") ? 1 : 0;
            }
            assertThat(done).isEqualTo(12);
        }
        assertThat(sandbox.trade(number).at("/card/refunded").asLong()).isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({"ATM", "CVS", "TWQR", "WebATM"})
    void onlyCardsAreRefundedSo(String method) throws Exception {
        var number = paid(Map.of("ChoosePayment", method));

        assertThat(act(number, "R", 100)).isEqualTo("0");
        assertThat(sandbox.trade(number).get("card").isNull()).isTrue();
    }

    @Test
    void whatIsNotPaidHasNothingToGiveBack() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order("http://localhost:1/notify"));

        assertThat(act(number, "N", 1200)).isEqualTo("0");
        sandbox.command(number, "fail", "{\"callbacks\": 0}");
        assertThat(act(number, "N", 1200)).isEqualTo("0");
    }

    @Test
    void theTradeNumberMustBeEcpaysOwn() throws Exception {
        var number = paid(Map.of());

        assertThat(act(number, number, "N", "1200")).isEqualTo("0");
        assertThat(act("NOBODY", "1", "N", "1200")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"X, 1200", "'', 1200", "N, 0", "N, -1", "N, 12.0", "N, ''"})
    void whatIsNotUnderstoodDoesNothing(String action, String amount) throws Exception {
        var number = paid(Map.of());

        assertThat(act(number, tradeNo(number), action, amount)).isEqualTo("0");
        assertThat(status(number)).isEqualTo(AUTHORISED);
    }

    @Test
    void aWrongChecksumDoesNothing() throws Exception {
        var number = paid(Map.of());
        var fields = new LinkedHashMap<>(fields(number, tradeNo(number), "N", "1200"));
        fields.put("CheckMacValue", "00");

        assertThat(sandbox.form("/ecpay/CreditDetail/DoAction", fields).body())
                .contains("RtnCode=10200073");
        assertThat(status(number)).isEqualTo(AUTHORISED);
    }

    @Test
    void aLostAnswerWasAnActionAllTheSame() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.CAPTURED);
        sandbox.post(
                "/control/ecpay/faults",
                "{\"operation\": \"do-action\", \"fault\": \"lost-answer\"}");

        assertThatThrownBy(() -> act(number, "R", 100)).isInstanceOf(IOException.class);

        assertThat(query(number).at("/RtnValue/clsamt").asLong()).isEqualTo(1100);
    }

    @Test
    void aMerchantMayCaptureAlone() throws Exception {
        try (var manual = new SandboxUnderTest(null, Map.of("ECPAY_SANDBOX_AUTO_CAPTURE", "off"))) {
            sandbox.close();
            sandbox = manual;
            manual.atTaiwan("10:00");
            var number = paid(Map.of());
            var late = paid(Map.of());
            manual.post("/control/ecpay/closing", "");
            assertThat(status(number)).isEqualTo(AUTHORISED);

            manual.advance(Duration.ofDays(20));
            assertThat(act(number, "C", 1200)).isEqualTo("1");
            manual.advance(Duration.ofDays(2));
            assertThat(act(late, "C", 1200)).isEqualTo("0");
            assertThat(status(late)).isEqualTo(AUTHORISED);
            manual.advance(Duration.ofDays(70));

            assertThat(status(late)).isEqualTo(ABANDONED);
            assertThat(status(number)).isEqualTo(CAPTURED);
        }
    }

    @Test
    void theQueryIsJsonAndTellsCaptureAndRefunds() throws Exception {
        var number = paid(Map.of());
        bring(number, CardState.Stage.CAPTURED);
        act(number, "R", 200);

        var answer = query(number);

        assertThat(answer.get("RtnMsg").asText()).isEmpty();
        var value = answer.get("RtnValue");
        assertThat(value.get("TradeID").asLong())
                .isEqualTo(sandbox.trade(number).at("/card/gwsr").asLong());
        assertThat(value.get("amount").asLong()).isEqualTo(1200);
        assertThat(value.get("clsamt").asLong()).isEqualTo(1000);
        assertThat(value.get("status").asText()).isEqualTo(CAPTURED);
        assertThat(value.get("close_data")).hasSize(2);
        assertThat(value.at("/close_data/0/amount").asLong()).isEqualTo(1200);
        assertThat(value.at("/close_data/1/amount").asLong()).isEqualTo(-200);
    }

    @ParameterizedTest
    @CsvSource({
        "CreditRefundId, 999, error_nopay",
        "CreditAmount, 1, error_nopay",
        "MerchantID, 9999999, error_Stop",
        "CheckMacValue, 00, error"
    })
    void aQueryThatDoesNotFitIsRefusedByAWord(String name, String value, String word)
            throws Exception {
        var number = paid(Map.of());
        var fields =
                new LinkedHashMap<>(
                        CheckMacValue.sign(queryFields(number), SandboxUnderTest.MERCHANT));
        fields.put(name, value);
        var sent =
                name.equals("CheckMacValue")
                        ? fields
                        : CheckMacValue.sign(fields, SandboxUnderTest.MERCHANT);

        var answer = SandboxUnderTest.json(sandbox.form("/ecpay/CreditDetail/QueryTrade/V2", sent));

        assertThat(answer.get("RtnMsg").asText()).isEqualTo(word);
        assertThat(answer.get("RtnValue").asText()).isEmpty();
    }

    @Test
    void theCheckCodeOfTheVendorConsoleIsCheckedWhenItIsKnown() throws Exception {
        try (var strict =
                new SandboxUnderTest(null, Map.of("ECPAY_SANDBOX_CREDIT_CHECK_CODE", "62861749"))) {
            sandbox.close();
            sandbox = strict;
            var number = paid(Map.of());
            assertThat(query(number).get("RtnMsg").asText()).isEmpty();
            var other = new LinkedHashMap<>(queryFields(number));
            other.put("CreditCheckCode", "1");

            assertThat(sandbox.ask("/ecpay/CreditDetail/QueryTrade/V2", other))
                    .contains("\"RtnMsg\":\"error\"");
        }
    }

    @Test
    void actionsSurviveARestart(@TempDir Path folder) throws Exception {
        String number;
        try (var before = new SandboxUnderTest(folder, Map.of())) {
            sandbox.close();
            sandbox = before;
            before.atTaiwan("10:00");
            number = paid(Map.of());
            bring(number, CardState.Stage.CAPTURED);
            act(number, "R", 300);
        }
        try (var after = new SandboxUnderTest(folder, Map.of())) {
            sandbox = after;
            assertThat(query(number).at("/RtnValue/clsamt").asLong()).isEqualTo(900);
            assertThat(status(number)).isEqualTo(CAPTURED);
        }
    }

    private String paid(Map<String, String> extra) throws Exception {
        var order = SandboxUnderTest.order("http://localhost:1/notify");
        order.putAll(extra);
        var number = sandbox.opened(order);
        sandbox.command(number, "pay", "{\"callbacks\": 0}");
        return number;
    }

    private void bring(String number, CardState.Stage stage) throws Exception {
        switch (stage) {
            case AUTHORISED -> {}
            case TO_BE_CAPTURED -> act(number, "C", 1200);
            case CAPTURED -> {
                act(number, "C", 1200);
                sandbox.post("/control/ecpay/closing", "");
                sandbox.post("/control/ecpay/closing", "");
            }
            case ABANDONED -> act(number, "N", 1200);
        }
        assertThat(sandbox.trade(number).at("/card/stage").asText()).isEqualTo(stage.spelled());
    }

    private String act(String number, String action, long amount) throws Exception {
        return act(number, tradeNo(number), action, String.valueOf(amount));
    }

    /** RtnCode. */
    private String act(String number, String tradeNo, String action, String amount)
            throws Exception {
        var answer =
                SandboxUnderTest.split(
                        sandbox.ask(
                                "/ecpay/CreditDetail/DoAction",
                                fields(number, tradeNo, action, amount)));
        assertThat(answer)
                .containsEntry("MerchantTradeNo", number)
                .containsKeys("MerchantID", "TradeNo", "RtnMsg");
        return String.valueOf(answer.get("RtnCode"));
    }

    private static Map<String, String> fields(
            String number, String tradeNo, String action, String amount) {
        return Map.of(
                "MerchantID",
                "3002607",
                "MerchantTradeNo",
                number,
                "TradeNo",
                tradeNo,
                "Action",
                action,
                "TotalAmount",
                amount);
    }

    private String tradeNo(String number) throws Exception {
        return sandbox.trade(number).get("tradeNo").asText();
    }

    private String status(String number) throws Exception {
        return query(number).at("/RtnValue/status").asText();
    }

    private JsonNode query(String number) throws Exception {
        return new ObjectMapper()
                .readTree(sandbox.ask("/ecpay/CreditDetail/QueryTrade/V2", queryFields(number)));
    }

    private Map<String, String> queryFields(String number) throws Exception {
        var fields = new LinkedHashMap<String, String>();
        fields.put("MerchantID", "3002607");
        fields.put("CreditRefundId", sandbox.trade(number).at("/card/gwsr").asText());
        fields.put("CreditAmount", "1200");
        fields.put("CreditCheckCode", "62861749");
        return fields;
    }
}
