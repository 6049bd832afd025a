package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.http.Form;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buyer's phone, by page and by program. */
class PhoneTest {
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
    void aPersonScansACodeAndPays() throws Exception {
        var order = sandbox.nativeOrder(shop.notifyUrl()).put("description", "茶 <script>");
        var number = sandbox.placed(order);
        var code = Map.of("code_url", sandbox.trade(number).get("handle").asText());

        var window = sandbox.page("/wechatpay/scan?" + Form.encode(code));
        assertThat(window.body())
                .contains("id=\"pay\"", "¥12.00", "茶 &lt;script&gt;", number)
                .doesNotContain("{{");
        var paid = sandbox.press("/wechatpay/scan/pay", code);

        assertThat(paid.statusCode()).isEqualTo(303);
        var after = sandbox.page(paid.headers().firstValue("Location").orElse(""));
        assertThat(after.body())
                .contains(">paid<", sandbox.trade(number).at("/trade/number").asText())
                .doesNotContain("{{");
        shop.awaitHeard(1);
        assertThat(sandbox.page("/wechatpay/scan?" + Form.encode(code)).body())
                .contains("id=\"reason\"", "SUCCESS");
    }

    @Test
    void whoCancelsLeavesTheOrderUnpaid() throws Exception {
        var number = sandbox.placed(sandbox.nativeOrder(shop.notifyUrl()));
        var code = Map.of("code_url", sandbox.trade(number).get("handle").asText());

        assertThat(sandbox.press("/wechatpay/scan/cancel", code).body()).contains(number);

        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("created");
    }

    @Test
    void aNewCodeVoidsTheOldOne() throws Exception {
        var order = sandbox.nativeOrder(shop.notifyUrl());
        var number = sandbox.placed(order);
        var old = sandbox.trade(number).get("handle").asText();
        sandbox.place(order);
        var fresh = sandbox.trade(number).get("handle").asText();

        assertThat(scan(old)).contains("scan:fail", "replaced by a newer one");
        assertThat(scan(fresh)).isEqualTo("scan:ok");
    }

    @Test
    void aCodeAndAPrepayIdLiveTwoHours() throws Exception {
        var scanned = sandbox.placed(sandbox.nativeOrder(shop.notifyUrl()));
        var called = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        sandbox.advance(Duration.ofHours(2).plusSeconds(30));

        assertThat(scan(sandbox.trade(scanned).get("handle").asText())).contains("two hours");
        assertThat(call(sandbox.callUp(sandbox.trade(called).get("handle").asText())))
                .contains("two hours");
    }

    @Test
    void whatIsNoCodeOfWechatsOpensNothing() throws Exception {
        var jsapi = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        var prepayId = sandbox.trade(jsapi).get("handle").asText();

        assertThat(scan("https://example.com/")).contains("a code_url begins with");
        assertThat(scan("weixin://wxpay/bizpayurl?pr=nobody")).contains("never gave out");
        assertThat(scan("weixin://wxpay/bizpayurl?pr=" + prepayId)).contains("never gave out");
    }

    @Test
    void aPageInsideWechatCallsThePaymentUp() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        var callUp = sandbox.callUp(sandbox.trade(number).get("handle").asText());

        var window = sandbox.page("/wechatpay/jsapi?" + Form.encode(callUp));
        assertThat(window.body()).contains("id=\"pay\"", "¥12.00").doesNotContain("{{");
        var paid = sandbox.press("/wechatpay/jsapi/pay", callUp);

        assertThat(paid.statusCode()).isEqualTo(303);
        shop.awaitHeard(1);
    }

    @Test
    void aMiniProgramNamesNoApp() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        var callUp = sandbox.callUp(sandbox.trade(number).get("handle").asText());
        callUp.remove("appId");

        assertThat(call(callUp)).isEqualTo("requestPayment:ok");
    }

    @ParameterizedTest
    @CsvSource({
        "timeStamp, 1554208460123, seconds in ten digits",
        "signType, MD5, signType must be RSA",
        "package, wx201410272009395522657a690389285100, package must begin with",
        "package, prepay_id=wx201410272009395522657a690389285100, never gave out",
        "appId, wx2421b1c4370ec43b, appId is not the one of the order",
        "nonceStr, another, paySign does not verify",
        "paySign, AAAA, paySign does not verify"
    })
    void oneWrongParameterOpensNothing(String name, String value, String reason) throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        var callUp = sandbox.callUp(sandbox.trade(number).get("handle").asText());
        callUp.put(name, value);

        assertThat(call(callUp)).startsWith("requestPayment:fail").contains(reason);
        assertThat(sandbox.page("/wechatpay/jsapi?" + Form.encode(callUp)).body())
                .contains("id=\"reason\"");
        assertThat(sandbox.press("/wechatpay/jsapi/pay", callUp).statusCode()).isEqualTo(200);
        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("created");
    }

    @Test
    void usualMistakesOfACallUpAreRecognised() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        var prepayId = sandbox.trade(number).get("handle").asText();
        var bare = sandbox.callUp(prepayId);
        bare.put("package", prepayId);
        sandbox.sign(bare);
        bare.put("package", "prepay_id=" + prepayId);

        assertThat(call(bare)).contains("the bare prepay_id was signed");
    }

    @Test
    void aDryRunOnlyLooks() throws Exception {
        var number = sandbox.placed(sandbox.nativeOrder(shop.notifyUrl()));
        var json =
                SandboxUnderTest.jsonOf(
                        Map.of("code_url", sandbox.trade(number).get("handle").asText()));

        assertThat(sandbox.command("scan?dryRun=1", json).body()).contains("scan:ok");

        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("created");
    }

    @Test
    void thePagesAreThere() throws Exception {
        for (var path : new String[] {"/wechatpay", "/wechatpay/scan", "/wechatpay/jsapi"}) {
            var page = sandbox.page(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("name=\"code_url\"").doesNotContain("{{");
        }
        var number = sandbox.placed(sandbox.nativeOrder(shop.notifyUrl()));
        assertThat(sandbox.page("/").body()).contains("/wechatpay/order/" + number, "¥12.00");
        assertThat(sandbox.page("/wechatpay/order/" + number).body())
                .contains(number, "/wechatpay/scan?code_url=weixin%3A%2F%2Fwxpay")
                .doesNotContain("{{");
        assertThat(sandbox.page("/wechatpay/order/NOBODYS").statusCode()).isEqualTo(404);
    }

    @Test
    void anOrdersPageShowsItsRefundsAndNotices() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        sandbox.command("trades/" + number + "/pay", "");
        shop.awaitHeard(1);
        var refund = SandboxUnderTest.refundOrder(number, 500, 1200);
        sandbox.post(SandboxUnderTest.REFUNDS, refund.toString());

        var page = sandbox.page("/wechatpay/order/" + number).body();

        assertThat(page)
                .contains(
                        "partly-refunded",
                        refund.get("out_refund_no").asText(),
                        "¥5.00",
                        "PROCESSING",
                        "TRANSACTION.SUCCESS")
                .doesNotContain("{{");
    }

    private String scan(String codeUrl) throws Exception {
        var json = SandboxUnderTest.jsonOf(Map.of("code_url", codeUrl));
        return SandboxUnderTest.json(sandbox.command("scan", json)).get("errMsg").asText();
    }

    private String call(Map<String, String> callUp) throws Exception {
        var json = SandboxUnderTest.jsonOf(callUp);
        return SandboxUnderTest.json(sandbox.command("request-payment", json))
                .get("errMsg")
                .asText();
    }
}
