package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shop is told, how often, and until when. */
class CallbackTest {
    private SandboxUnderTest sandbox;
    private TestShop shop;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        shop = new TestShop();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @Test
    void payingTellsTheShopOnceAndSigned() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("CustomField1", "order 1+1 & 茶");
        order.put("StoreID", "S1");
        var number = sandbox.opened(order);

        sandbox.press(number, "pay");

        var heard = shop.awaitHeard(1).getFirst();
        var fields = heard.fields();
        assertThat(heard.contentType()).startsWith("application/x-www-form-urlencoded");
        assertThat(heard.body()).contains("RtnMsg=%E4%BA%A4%E6%98%93%E6%88%90%E5%8A%9F");
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(fields)
                .containsEntry("MerchantID", "3002607")
                .containsEntry("MerchantTradeNo", number)
                .containsEntry("StoreID", "S1")
                .containsEntry("RtnCode", "1")
                .containsEntry("RtnMsg", "交易成功")
                .containsEntry("TradeAmt", "1200")
                .containsEntry("PaymentType", "Credit_CreditCard")
                .containsEntry("PaymentTypeChargeFee", "33")
                .containsEntry("SimulatePaid", "0")
                .containsEntry("CustomField1", "order 1+1 & 茶")
                .containsEntry("CustomField4", "")
                .doesNotContainKeys("gwsr", "PlatformID");
        assertThat(fields.get("TradeNo")).matches("\\d{20}");
        assertThat(fields.get("PaymentDate")).matches("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d");
        TestShop.await(
                "it is in the books",
                () -> sandbox.trade(number).at("/callbacks/delivered").asInt() == 1);
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
        assertThat(sandbox.trade(number).at("/callbacks/answers/0").asText()).isEqualTo("1|OK");
    }

    @Test
    void extraPaidInfoIsSentAndSignedWhenAskedFor() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("NeedExtraPaidInfo", "Y");

        sandbox.press(sandbox.opened(order), "pay");

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(fields)
                .containsEntry("card4no", "2222")
                .containsEntry("card6no", "431195")
                .containsEntry("amount", "1200")
                .containsEntry("auth_code", "777777")
                .containsEntry("eci", "5")
                .containsKeys("gwsr", "process_date", "red_dan", "stage", "PayFrom", "TWQRTradeNo");
    }

    @Test
    void aPlatformSignsForItsShop() throws Exception {
        var platform = new Merchant("3002599", "spPjZn66i0OhqJsQ", "hT5OJckN45isQTTs");
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("PlatformID", platform.id());
        sandbox.form("/ecpay/Cashier/AioCheckOut/V5", CheckMacValue.sign(order, platform));

        sandbox.press(String.valueOf(order.get("MerchantTradeNo")), "pay");

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(fields)
                .containsEntry("PlatformID", "3002599")
                .containsEntry("MerchantID", "3002607");
        assertThat(CheckMacValue.matches(fields, platform)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "200, 1|ok",
        "200, '\"1|OK\"'",
        "200, '1|OK\n'",
        "200, ''",
        "500, 1|OK",
        "201, 1|OK",
        "302, 1|OK"
    })
    void onlyTheExactAnswerEndsTheRepeats(int status, String answer) throws Exception {
        shop.says(status, answer);
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        sandbox.press(number, "pay");

        var heard = shop.awaitHeard(2);
        assertThat(heard.getFirst().fields()).containsEntry("RtnMsg", "交易成功");
        assertThat(heard.getLast().fields()).containsEntry("RtnMsg", "paid");
        assertThat(CheckMacValue.matches(heard.getLast().fields(), SandboxUnderTest.MERCHANT))
                .isTrue();
        TestShop.await(
                "nothing is pending",
                () -> sandbox.trade(number).at("/callbacks/pending").asInt() == 0);
        assertThat(sandbox.trade(number).at("/callbacks/delivered").asInt()).isEqualTo(1);
    }

    @Test
    void afterFourRepeatsEcpayGivesUp() throws Exception {
        for (int i = 0; i < 6; i++) {
            shop.says(500, "no");
        }
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        sandbox.press(number, "pay");

        TestShop.await(
                "five attempts",
                () -> sandbox.trade(number).at("/callbacks/attempts").asInt() == 5);
        assertThat(sandbox.trade(number).at("/callbacks/pending").asInt()).isZero();
        assertThat(shop.heard()).hasSize(5);
    }

    @Test
    void aShopThatIsDownIsTriedAgain() throws Exception {
        int port = shop.port();
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        shop.close();
        sandbox.put("/control/ecpay/schedule", "{\"retry\": \"200ms,200ms,200ms,10s\"}");
        sandbox.press(number, "pay");
        TestShop.await(
                "one attempt", () -> sandbox.trade(number).at("/callbacks/attempts").asInt() >= 1);
        assertThat(sandbox.trade(number).at("/callbacks/answers/0").asText())
                .contains("ConnectException");

        try (var again = new TestShop(port)) {
            again.awaitHeard(1);
        }
    }

    @Test
    void failingTellsTheShopToo() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        assertThat(sandbox.press(number, "fail").body()).contains("付款失敗");

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(fields).containsEntry("RtnCode", "10100058").containsEntry("SimulatePaid", "0");
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("failed");
        assertThat(sandbox.press(number, "pay").statusCode()).isEqualTo(409);
        assertThat(sandbox.command(number, "pay", "").statusCode()).isEqualTo(409);
    }

    @Test
    void simulatingSaysSoAndLeavesTheTradeUnpaid() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        assertThat(sandbox.press(number, "simulate").statusCode()).isEqualTo(303);

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(fields).containsEntry("SimulatePaid", "1").containsEntry("RtnCode", "1");
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("created");
        sandbox.press(number, "pay");
        assertThat(shop.awaitHeard(2).getLast().fields()).containsEntry("SimulatePaid", "0");
    }

    @Test
    void copiesAreSentWhenAskedFor() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        sandbox.command(number, "pay", "{\"callbacks\": 5, \"delayMillis\": 30}");
        shop.awaitHeard(5);
        sandbox.command(number, "pay", "{\"callbacks\": 3}");

        assertThat(shop.awaitHeard(8))
                .allSatisfy(
                        heard ->
                                assertThat(heard.fields())
                                        .isEqualTo(shop.heard().getFirst().fields()));
    }

    @Test
    void aLostCallbackLeavesAPaidTrade() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        sandbox.command(number, "pay", "{\"callbacks\": 0}");

        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
        assertThat(sandbox.trade(number).at("/callbacks/pending").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "mac, false,",
        "unsigned, false,",
        "keys, false,",
        "amount, true, TradeAmt",
        "merchant, true, MerchantID",
        "tradeNo, true, MerchantTradeNo"
    })
    void aForgeryIsSentOnceAndChangesNothing(
            String forgery, boolean wellSigned, @Nullable String changedField) throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        var number = sandbox.opened(order);
        shop.says(400, "0|no");

        sandbox.command(number, "pay", "{\"forge\": \"" + forgery + "\"}");

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isEqualTo(wellSigned);
        var genuine =
                Map.of("TradeAmt", "1200", "MerchantID", "3002607", "MerchantTradeNo", number);
        var changed =
                genuine.entrySet().stream()
                        .filter(field -> !fields.entrySet().contains(field))
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(changed).isEqualTo(changedField == null ? List.of() : List.of(changedField));
        TestShop.await(
                "in the books", () -> sandbox.trade(number).at("/callbacks/attempts").asInt() == 1);
        assertThat(sandbox.trade(number).at("/callbacks/pending").asInt()).isZero();
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("created");
    }

    @Test
    void anUnsignedForgeryHasNoChecksumAndOneOfOtherKeysHasTheirs() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        sandbox.command(number, "pay", "{\"forgery\": \"unsigned\"}");
        sandbox.command(number, "pay", "{\"forgery\": \"keys\"}");

        var heard = shop.awaitHeard(2).stream().map(TestShop.Heard::fields).toList();

        assertThat(heard)
                .anySatisfy(fields -> assertThat(fields).doesNotContainKey("CheckMacValue"))
                .anySatisfy(
                        fields ->
                                assertThat(
                                                CheckMacValue.matches(
                                                        fields,
                                                        new Merchant(
                                                                "3002599",
                                                                "spPjZn66i0OhqJsQ",
                                                                "hT5OJckN45isQTTs")))
                                        .isTrue());
    }

    @Test
    void anotherAmountIsPaidWhenATestWantsIt() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        sandbox.command(number, "pay", "{\"amount\": 1199}");

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(fields).containsEntry("TradeAmt", "1199").containsEntry("RtnCode", "1");
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(sandbox.trade(number).get("amount").asLong()).isEqualTo(1199);
    }

    @Test
    void aFirstCardIsRefusedAndTheSecondOnePays() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        assertThat(sandbox.press(number, "decline").body()).contains("id=\"pay\"");
        assertThat(shop.awaitHeard(1).getFirst().fields()).containsEntry("RtnCode", "10100058");
        sandbox.press(number, "pay");

        assertThat(shop.awaitHeard(2).getLast().fields()).containsEntry("RtnCode", "1");
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
    }

    @Test
    void oldNewsOfAFailureCanArriveAfterTheMoney() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        sandbox.command(number, "pay", "");
        shop.awaitHeard(1);

        sandbox.command(number, "fail", "{\"keepOpen\": true, \"code\": \"10100248\"}");

        assertThat(shop.awaitHeard(2).getLast().fields()).containsEntry("RtnCode", "10100248");
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
    }

    @Test
    void walkingAwayAndSimulatingHaveTheSameWordsAtEveryGateway() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        assertThat(sandbox.command(number, "cancel", "").statusCode()).isEqualTo(200);
        sandbox.command(number, "pay", "{\"simulated\": true}");

        assertThat(shop.awaitHeard(1).getFirst().fields()).containsEntry("SimulatePaid", "1");
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("created");
    }

    @Test
    void aShorterScheduleReachesCallbacksThatWait() throws Exception {
        sandbox.put("/control/ecpay/schedule", "{\"retry\": \"15m,15m\"}");
        shop.says(500, "");
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        sandbox.press(number, "pay");
        TestShop.await(
                "one attempt", () -> sandbox.trade(number).at("/callbacks/attempts").asInt() == 1);

        sandbox.put("/control/ecpay/schedule", "{\"retry\": \"10ms\"}");

        shop.awaitHeard(2);
    }

    @Test
    void aRepeatFollowsTheMovableClock() throws Exception {
        sandbox.put("/control/ecpay/schedule", "{\"retry\": \"15m\"}");
        shop.says(500, "");
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        sandbox.press(number, "pay");
        TestShop.await(
                "one attempt", () -> sandbox.trade(number).at("/callbacks/attempts").asInt() == 1);

        sandbox.advance(Duration.ofMinutes(15));

        shop.awaitHeard(2);
    }

    @Test
    void everythingSurvivesARestart(@TempDir Path folder) throws Exception {
        shop.says(500, "not yet");
        var paid = SandboxUnderTest.order(shop.notifyUrl());
        paid.put("CustomField1", "order-77");
        var open = SandboxUnderTest.order(shop.notifyUrl());
        try (var before =
                new SandboxUnderTest(folder, Map.of("ECPAY_SANDBOX_RETRY", "300ms,300ms"))) {
            var number = before.opened(paid);
            before.opened(open);
            before.press(number, "pay");
            TestShop.await(
                    "one attempt",
                    () -> before.trade(number).at("/callbacks/attempts").asInt() == 1);
        }
        shop.awaitHeard(1);

        try (var after = new SandboxUnderTest(folder, Map.of())) {
            var heard = shop.awaitHeard(2);
            assertThat(heard.getLast().fields().get("TradeNo"))
                    .isEqualTo(heard.getFirst().fields().get("TradeNo"));
            assertThat(heard.getLast().fields()).containsEntry("RtnMsg", "paid");
            var trades =
                    SandboxUnderTest.json(after.get("/control/ecpay/trades?customField1=order-77"))
                            .get("items");
            assertThat(trades).hasSize(1);
            assertThat(trades.get(0).get("status").asText()).isEqualTo("paid");
            assertThat(after.create(paid).headers().firstValue("X-Sandbox-Refusal"))
                    .hasValue("10300028");
            after.press(String.valueOf(open.get("MerchantTradeNo")), "pay");
            shop.awaitHeard(3);
        }
    }
}
