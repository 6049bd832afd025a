package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number today, the money days later: what the shop is told of each. */
class LaterPaymentTest {
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

    @ParameterizedTest
    @CsvSource({
        "ATM, CATHAY, 2, ATM_CATHAY, Get VirtualAccount Succeeded, \\d{4}/\\d\\d/\\d\\d",
        "CVS, FAMILY, 10100073, CVS_FAMILY, Get CVS Code Succeeded., '\\d{4}/\\d\\d/\\d\\d"
                + " \\d\\d:\\d\\d:\\d\\d'",
        "BARCODE, BARCODE, 10100073, BARCODE_BARCODE, Get CVS Code Succeeded.,"
                + " '\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d'"
    })
    void aNumberIsToldToPaymentInfoUrlAndTheMoneyToReturnUrl(
            String method,
            String sub,
            String code,
            String paymentType,
            String message,
            String expireDate)
            throws Exception {
        var order = order(method);
        order.put("CustomField1", "order 7");
        var number = sandbox.opened(order);

        var page = press(number, "issue", Map.of("Method", method, "Sub", sub));

        var notice = shop.awaitHeard(1).getFirst();
        assertThat(notice.path()).isEqualTo("/notify/info");
        assertThat(CheckMacValue.matches(notice.fields(), SandboxUnderTest.MERCHANT)).isTrue();
        assertThat(notice.fields())
                .containsEntry("RtnCode", code)
                .containsEntry("RtnMsg", message)
                .containsEntry("PaymentType", paymentType)
                .containsEntry("TradeAmt", "1200")
                .containsEntry("CustomField1", "order 7")
                .doesNotContainKeys("PaymentDate", "SimulatePaid");
        assertThat(notice.fields().get("ExpireDate")).matches(expireDate);
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("issued");
        for (var name : new String[] {"vAccount", "PaymentNo", "Barcode1", "Barcode3"}) {
            assertThat(page).contains(notice.fields().getOrDefault(name, ""));
        }

        sandbox.press(number, "pay");

        var paid = shop.awaitHeard(2).getLast();
        assertThat(paid.path()).isEqualTo("/notify");
        assertThat(paid.fields())
                .containsEntry("RtnCode", "1")
                .containsEntry("PaymentType", paymentType)
                .containsEntry("TradeNo", notice.fields().get("TradeNo"));
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
        assertThat(sandbox.get("/ecpay/trade/" + number).body()).contains("付款完成");
    }

    @Test
    void theBrowserTakesTheNumberToClientRedirectUrl() throws Exception {
        var order = order("ATM");
        order.put("ClientRedirectURL", "http://localhost/wait");
        order.put("OrderResultURL", "http://localhost/result");
        var number = sandbox.opened(order);

        var page = press(number, "issue", Map.of());

        var notice = shop.awaitHeard(1).getFirst().fields();
        assertThat(page).contains("action=\"http://localhost/wait\"", "data-submit");
        notice.forEach(
                (name, value) ->
                        assertThat(page).contains("name=\"" + name + "\" value=\"" + value + "\""));
        assertThat(sandbox.trade(number).at("/clientRedirect/fields/vAccount").asText())
                .isEqualTo(notice.get("vAccount"));
        // Paid at the bank: no browser is there to be sent to OrderResultURL.
        assertThat(sandbox.press(number, "pay").body()).contains("付款完成");
        assertThat(sandbox.trade(number).get("orderResult").isNull()).isTrue();
    }

    @Test
    void barcodesAreDrawn() throws Exception {
        var number = sandbox.opened(order("BARCODE"));

        var page = press(number, "issue", Map.of());

        assertThat(Pattern.compile("<svg class=\"barcode\"").matcher(page).results().count())
                .isEqualTo(3);
    }

    @Test
    void withoutPaymentInfoUrlNobodyIsToldTheNumber() throws Exception {
        var order = order("CVS");
        order.remove("PaymentInfoURL");
        var number = sandbox.opened(order);

        press(number, "issue", Map.of());
        sandbox.press(number, "pay");

        assertThat(shop.awaitHeard(1).getFirst().fields()).containsEntry("RtnCode", "1");
        TestShop.await(
                "nothing is pending",
                () -> sandbox.trade(number).at("/callbacks/pending").asInt() == 0);
        assertThat(sandbox.trade(number).at("/callbacks/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void aNoticeThatIsNotAcknowledgedIsRepeated() throws Exception {
        shop.says(200, "OK");
        var number = sandbox.opened(order("ATM"));

        press(number, "issue", Map.of());

        var heard = shop.awaitHeard(2);
        assertThat(heard.getLast().fields()).isEqualTo(heard.getFirst().fields());
    }

    @Test
    void takingANumberTwiceGivesTheSameOne() throws Exception {
        var number = sandbox.opened(order("CVS"));
        press(number, "issue", Map.of("Sub", "OK"));
        var first = sandbox.trade(number).get("issued");

        press(number, "issue", Map.of("Sub", "IBON"));

        assertThat(sandbox.trade(number).get("issued")).isEqualTo(first);
        assertThat(sandbox.trade(number).get("paymentType").asText()).isEqualTo("CVS_OK");
        shop.awaitHeard(1);
    }

    @Test
    void anExpiredNumberCannotBePaidAndNobodyIsTold() throws Exception {
        var order = order("CVS");
        order.put("StoreExpireDate", "60");
        var number = sandbox.opened(order);
        press(number, "issue", Map.of());
        shop.awaitHeard(1);

        sandbox.advance(Duration.ofMinutes(61));

        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("expired");
        assertThat(sandbox.press(number, "pay").statusCode()).isEqualTo(409);
        assertThat(sandbox.command(number, "pay", "").statusCode()).isEqualTo(409);
        assertThat(sandbox.get("/ecpay/trade/" + number).body()).contains("繳費期限已過");
        assertThat(sandbox.trade(number).at("/callbacks/pending").asInt()).isZero();
        assertThat(sandbox.query("/ecpay/Cashier/QueryTradeInfo/V5", number))
                .containsEntry("TradeStatus", "0");
        assertThat(shop.heard()).hasSize(1);
    }

    @Test
    void moneyCanArriveInSpiteOfTheDeadline() throws Exception {
        var order = order("ATM");
        order.put("ExpireDate", "1");
        var number = sandbox.opened(order);
        press(number, "issue", Map.of());
        shop.awaitHeard(1);
        sandbox.advance(Duration.ofDays(2));

        sandbox.command(number, "pay", "{\"afterDeadline\": true}");

        assertThat(shop.awaitHeard(2).getLast().fields()).containsEntry("RtnCode", "1");
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
    }

    @Test
    void newsCanComeLateByTheGatewaysClock() throws Exception {
        var number = sandbox.opened(order("BARCODE"));
        sandbox.command(number, "issue", "{\"callbacks\": 0}");
        sandbox.command(number, "pay", "{\"delayMillis\": " + Duration.ofDays(2).toMillis() + "}");
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
        assertThat(sandbox.trade(number).at("/callbacks/pending").asInt()).isEqualTo(1);
        assertThat(shop.heard()).isEmpty();

        sandbox.advance(Duration.ofDays(2));

        assertThat(shop.awaitHeard(1).getFirst().fields()).containsEntry("RtnCode", "1");
    }

    @Test
    void theNumberCanBeHeardAfterTheMoney() throws Exception {
        var number = sandbox.opened(order("ATM"));
        sandbox.command(number, "issue", "{\"callbacks\": 0}");
        sandbox.command(number, "pay", "");
        shop.awaitHeard(1);

        sandbox.command(number, "issue", "{\"callbacks\": 2}");

        assertThat(shop.awaitHeard(3).subList(1, 3))
                .allSatisfy(heard -> assertThat(heard.fields()).containsEntry("RtnCode", "2"));
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("paid");
    }

    @Test
    void payingIssuesFirstWhatWasNotIssued() throws Exception {
        var number = sandbox.opened(order("ATM"));

        sandbox.command(number, "pay", "{\"sub\": \"LAND\"}");

        assertThat(shop.awaitHeard(2))
                .extracting(heard -> heard.fields().get("RtnCode"))
                .containsExactlyInAnyOrder("2", "1");
        assertThat(sandbox.trade(number).get("paymentType").asText()).isEqualTo("ATM_LAND");
    }

    @Test
    void atTheBankNothingFails() throws Exception {
        var number = sandbox.opened(order("ATM"));

        assertThat(sandbox.command(number, "fail", "").statusCode()).isEqualTo(409);
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("created");
    }

    @Test
    void aLoanIsAppliedForAndApproved() throws Exception {
        var number = sandbox.opened(order("BNPL"));
        press(number, "issue", Map.of("Sub", "ZINGALA"));
        assertThat(shop.awaitHeard(1).getFirst().fields())
                .containsEntry("RtnCode", "2")
                .containsEntry("PaymentType", "BNPL_ZINGALA")
                .containsKeys("BNPLTradeNo", "BNPLInstallment")
                .doesNotContainKey("ExpireDate");

        sandbox.press(number, "pay");

        assertThat(shop.awaitHeard(2).getLast().fields()).containsEntry("RtnCode", "1");
    }

    @Test
    void aLoanIsRefusedByACodeOfItsOwn() throws Exception {
        var number = sandbox.opened(order("BNPL"));
        press(number, "issue", Map.of());

        sandbox.press(number, "fail");

        assertThat(shop.awaitHeard(2).getLast().fields()).containsEntry("RtnCode", "10200163");
        assertThat(sandbox.query("/ecpay/Cashier/QueryTradeInfo/V5", number))
                .containsEntry("TradeStatus", "10200163");
    }

    @Test
    void numbersSurviveARestart(@TempDir Path folder) throws Exception {
        var order = order("CVS");
        var number = String.valueOf(order.get("MerchantTradeNo"));
        String issued;
        try (var before = new SandboxUnderTest(folder, Map.of())) {
            before.opened(order);
            before.command(number, "issue", "{\"sub\": \"HILIFE\"}");
            shop.awaitHeard(1);
            TestShop.await(
                    "acknowledged",
                    () -> before.trade(number).at("/callbacks/delivered").asInt() == 1);
            issued = before.trade(number).get("issued").toString();
        }
        try (var after = new SandboxUnderTest(folder, Map.of())) {
            assertThat(after.trade(number).get("status").asText()).isEqualTo("issued");
            assertThat(after.trade(number).get("issued")).hasToString(issued);
            after.press(number, "pay");
            assertThat(shop.awaitHeard(2).getLast().fields())
                    .containsEntry("PaymentType", "CVS_HILIFE");
        }
    }

    private Map<String, String> order(String method) {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("ChoosePayment", method);
        order.put("PaymentInfoURL", shop.notifyUrl() + "/info");
        order.put("TotalAmount", method.equals("BNPL") ? "5000" : "1200");
        return order;
    }

    private String press(String number, String button, Map<String, String> fields)
            throws Exception {
        var form = new LinkedHashMap<>(fields);
        form.put("MerchantID", "3002607");
        return sandbox.form("/ecpay/trade/" + number + "/" + button, form).body();
    }
}
