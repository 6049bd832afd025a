package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECPay takes and what it refuses, by code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreateOrderTest {
    private static final String SHOP = "http://localhost:1/notify";
    private static final Pattern CODE = Pattern.compile("id=\"code\">([^<]*)<");

    private SandboxUnderTest sandbox;

    @BeforeAll
    void start() {
        sandbox =
                new SandboxUnderTest(
                        null,
                        Map.of(
                                "ECPAY_MERCHANT_ID",
                                "7654321",
                                "ECPAY_HASH_KEY",
                                "ownKey",
                                "ECPAY_HASH_IV",
                                "ownIv"));
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void aGoodOrderShowsThePaymentPage() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("MerchantTradeNo", "GOOD1");

        var page = sandbox.create(order);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("SANDBOX", "NT$1,200", "凍頂烏龍茶 150g x 2", "運費 80 元 x 1")
                .contains("<form id=\"pay\" method=\"post\" action=\"/ecpay/trade/GOOD1/pay\">")
                .contains("<form id=\"fail\" method=\"post\" action=\"/ecpay/trade/GOOD1/fail\">")
                .contains("<form id=\"leave\" method=\"post\" action=\"/ecpay/trade/GOOD1/leave\">")
                .contains(
                        "<form id=\"simulate\" method=\"post\""
                                + " action=\"/ecpay/trade/GOOD1/simulate\">");
        assertThat(sandbox.trade("GOOD1").get("status").asText()).isEqualTo("created");
    }

    @Test
    void whatTheShopSentIsEscaped() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("ItemName", "\"quoted\" & 5 < 6 'tea'");

        assertThat(sandbox.create(order).body())
                .contains("&quot;quoted&quot; &amp; 5 &lt; 6 &#39;tea&#39;");
    }

    @Test
    void aMerchantOfTheEnvironmentIsKnown() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("MerchantID", "7654321");

        var page =
                sandbox.form(
                        "/ecpay/Cashier/AioCheckOut/V5",
                        CheckMacValue.sign(order, new Merchant("7654321", "ownKey", "ownIv")));

        assertThat(page.body()).contains("id=\"pay\"");
    }

    @Test
    void theSamePageOpenedAgainIsRefused() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        assertThat(sandbox.create(order).body()).contains("id=\"pay\"");

        assertRefused(sandbox.create(order), "10300028");
    }

    @Test
    void aNumberIsNotGivenBackByFailure() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        sandbox.press(sandbox.opened(order), "fail");

        assertRefused(sandbox.create(order), "10300028");
    }

    @Test
    void aRefusedOrderDoesNotUseItsNumberUp() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("TotalAmount", "1");
        assertRefused(sandbox.create(order), "5100070");
        order.put("TotalAmount", "100");

        assertThat(sandbox.create(order).body()).contains("id=\"pay\"");
    }

    @Test
    void anUnknownMerchantIsRefused() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("MerchantID", "1111111");

        assertRefused(sandbox.create(order), "10300023");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MerchantID",
                "MerchantTradeNo",
                "MerchantTradeDate",
                "PaymentType",
                "TotalAmount",
                "TradeDesc",
                "ItemName",
                "ReturnURL",
                "ChoosePayment",
                "EncryptType"
            })
    void eachRequiredFieldIsRequired(String name) throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.remove(name);

        var page = sandbox.create(order);

        assertRefused(page, "PARAMETER");
        assertThat(page.body()).contains(name + " is required");
    }

    @ParameterizedTest
    @CsvSource({
        "MerchantTradeNo, with-dash",
        "MerchantTradeNo, under_score",
        "MerchantTradeNo, A23456789012345678901",
        "MerchantTradeDate, 2026-01-31 09:30:00",
        "MerchantTradeDate, 2026/02/30 09:30:00",
        "MerchantTradeDate, 2026/1/3 9:30:00",
        "PaymentType, AIO",
        "EncryptType, 0",
        "TradeDesc, a&b",
        "Language, ZHO",
        "NeedExtraPaidInfo, X",
        "PlatformID, 99",
        "StoreID, 123456789012345678901",
        "ReturnURL, https://shop.example.com:8443/notify",
        "ReturnURL, ftp://shop.example.com/notify",
        "ReturnURL, /notify",
        "ReturnURL, https://茶.example.com/notify",
        "ReturnURL, https://shop.example.com/notify?a=1%26b=2",
        "OrderResultURL, http://localhost:1/notify",
        "ClientBackURL, javascript:alert(1)",
    })
    void aWrongValueIsRefused(String name, String value) throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put(name, value);

        var page = sandbox.create(order);

        assertRefused(page, "PARAMETER");
        assertThat(page.body()).contains("Parameter error: ");
    }

    @ParameterizedTest
    @CsvSource({
        "TradeDesc, 200",
        "ReturnURL, 200",
        "ClientBackURL, 200",
        "OrderResultURL, 200",
        "ItemURL, 200",
        "Remark, 100",
        "CustomField1, 50",
        "CustomField2, 50",
        "CustomField3, 50",
        "CustomField4, 50",
        "ItemName, 400"
    })
    void aFieldMayBeAsLongAsItsLimitAndNoLonger(String name, int limit) throws Exception {
        var begin = name.endsWith("URL") ? "http://localhost/" : "";
        var order = SandboxUnderTest.order(SHOP);
        order.put(name, begin + "x".repeat(limit - begin.length()));
        assertThat(sandbox.create(order).body()).contains("id=\"pay\"");

        var longer = SandboxUnderTest.order(SHOP);
        longer.put(name, begin + "x".repeat(limit - begin.length() + 1));

        assertRefused(sandbox.create(longer), "PARAMETER");
    }

    @Test
    void anItemNameIsCountedInBytes() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("ItemName", "茶".repeat(134));

        assertRefused(sandbox.create(order), "PARAMETER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-5",
                "4",
                "200000",
                "12.5",
                "1,200",
                "１２０",
                "0100",
                "99999999999999999999"
            })
    void anAmountOutsideTheLimitsIsRefused(String amount) throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("TotalAmount", amount);

        assertRefused(sandbox.create(order), "5100070");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "199999"})
    void anAmountAtTheLimitIsTaken(String amount) throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("TotalAmount", amount);

        assertThat(sandbox.create(order).body()).contains("id=\"pay\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ItemName, Python tea",
        "ItemName, tea;curl x",
        "TradeDesc, cmd",
        "ItemName, <b>tea</b>",
        "ItemName, </script>"
    })
    void blockedWordsAreRefused(String name, String value) throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put(name, value);

        assertRefused(sandbox.create(order), "10400011");
    }

    @Test
    void aWordThatOnlyContainsABlockedOneIsTaken() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("ItemName", "Ecosystem & executive tea");

        assertThat(sandbox.create(order).body()).contains("id=\"pay\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WeiXin", "DigitalPayment", "GooglePay", "Nonsense"})
    void otherMethodsAreNotThere(String method) throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("ChoosePayment", method);

        assertRefused(sandbox.create(order), "10300023");
    }

    @Test
    void onlyAFormIsAnOrder() throws Exception {
        var page =
                sandbox.send(
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")),
                        "/ecpay/Cashier/AioCheckOut/V5");

        assertRefused(page, "PARAMETER");
    }

    @Test
    void tooLongARequestIsCutOff() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("Remark", "x".repeat(70_000));

        assertThat(sandbox.create(order).statusCode()).isEqualTo(413);
    }

    static void assertRefused(HttpResponse<String> page, String code) {
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("X-Sandbox-Refusal")).as(page.body()).hasValue(code);
        var shown = CODE.matcher(page.body());
        assertThat(shown.find()).isTrue();
        assertThat(shown.group(1)).isEqualTo(code);
    }
}
