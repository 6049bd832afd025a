package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat takes as an order, and what becomes of it. */
class OrderTest {
    private static final String NOTIFY_URL = "http://localhost:1/notify";
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void aJsapiOrderIsGivenAPrepayIdAndANativeOneACode() throws Exception {
        var jsapi = SandboxUnderTest.json(sandbox.place(sandbox.jsapiOrder(NOTIFY_URL)));
        var code = SandboxUnderTest.json(sandbox.place(sandbox.nativeOrder(NOTIFY_URL)));

        assertThat(jsapi.get("prepay_id").asText()).matches("wx\\d{14}[0-9a-f]{20}");
        assertThat(code.get("code_url").asText())
                .startsWith("weixin://wxpay/bizpayurl?pr=")
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void everyDocumentedFieldIsTaken() throws Exception {
        var order = sandbox.jsapiOrder(NOTIFY_URL);
        order.put("attach", "order 1");
        order.put("goods_tag", "WXG");
        order.put("time_expire", Beijing.rfc3339(Instant.now().plus(Duration.ofHours(1))));
        order.putArray("limit_pay").add("no_credit");
        order.put("support_fapiao", true);
        order.set(
                "detail",
                JSON.readTree(
                        "{\"cost_price\":608800,\"invoice_id\":\"wx123\",\"goods_detail\":[{\"merchant_goods_id\":\"1\",\"wechatpay_goods_id\":\"1001\",\"goods_name\":\"茶\",\"quantity\":1,\"unit_price\":828800}]}"));
        order.set(
                "scene_info",
                JSON.readTree(
                        "{\"payer_client_ip\":\"14.23.150.211\",\"device_id\":\"013467007045764\",\"store_info\":{\"id\":\"0001\",\"name\":\"店\",\"area_code\":\"440305\",\"address\":\"路\"}}"));
        order.putObject("settle_info").put("profit_sharing", false);

        assertThat(sandbox.place(order).statusCode()).isEqualTo(200);
    }

    @Test
    void aShopWhoseClockStayedBehindNamesADeadlineAsFarAheadAsItIsForTheShop() throws Exception {
        sandbox.advance(Duration.ofDays(1));
        var order = sandbox.nativeOrder(NOTIFY_URL);
        order.put("time_expire", Beijing.rfc3339(Instant.now().plus(Duration.ofHours(1))));
        var number = sandbox.placed(order);
        assertThat(SandboxUnderTest.json(sandbox.query(number)).get("trade_state").asText())
                .isEqualTo("NOTPAY");

        sandbox.advance(Duration.ofHours(1));
        assertThat(SandboxUnderTest.json(sandbox.query(number)).get("trade_state").asText())
                .isEqualTo("CLOSED");
    }

    @Test
    void anUnpaidOrderIsShownAsThat() throws Exception {
        var order = sandbox.jsapiOrder(NOTIFY_URL).put("attach", "order 1");
        var number = sandbox.placed(order);

        var shown = SandboxUnderTest.json(sandbox.query(number));

        assertThat(shown.get("trade_state").asText()).isEqualTo("NOTPAY");
        assertThat(shown.get("out_trade_no").asText()).isEqualTo(number);
        assertThat(shown.get("attach").asText()).isEqualTo("order 1");
        assertThat(shown.at("/amount/total").asInt()).isEqualTo(1200);
        assertThat(shown.has("transaction_id")).isFalse();
        assertThat(shown.has("success_time")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/out_trade_no     | \"short\"",
                "/out_trade_no     | \"has a blank\"",
                "/out_trade_no     | \"123456789012345678901234567890123\"",
                "/out_trade_no     | 123456",
                "/description      | \"\"",
                "/amount/total     | 0",
                "/amount/total     | -1",
                "/amount/total     | 1.0",
                "/amount/total     | 12.5",
                "/amount/total     | \"1200\"",
                "/amount/total     | 3000000000",
                "/amount/currency  | \"TWD\"",
                "/amount           | 1200",
                "/notify_url       | \"shop.example/notify\"",
                "/notify_url       | \"https://shop.example\"",
                "/notify_url       | \"https://shop.example/notify?a=b\"",
                "/notify_url       | \"https://user@shop.example/notify\"",
                "/notify_url       | \"https://shop.example/notify#a\"",
                "/notify_url       | \"ftp://shop.example/notify\"",
                "/notify_url       | \"https://shop.example/ notify\"",
                "/time_expire      | \"2015-05-20T13:29:35+08:00\"",
                "/time_expire      | \"tomorrow\"",
                "/time_expire      | \"2999-01-01T00:00:00+08:00\"",
                "/limit_pay        | [\"no_money\"]",
                "/limit_pay        | \"no_credit\"",
                "/support_fapiao   | \"true\"",
                "/scene_info       | {}"
            })
    void whatIsNotInOrderIsRefused(String pointer, String value) throws Exception {
        var order = with(sandbox.jsapiOrder(NOTIFY_URL), pointer, JSON.readTree(value));

        assertRefused(sandbox.place(order), 400, "PARAM_ERROR", 268435461);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/appid",
                "/mchid",
                "/description",
                "/out_trade_no",
                "/notify_url",
                "/amount"
            })
    void whatIsRequiredIsMissed(String pointer) throws Exception {
        var order = sandbox.nativeOrder(NOTIFY_URL);
        order.remove(pointer.substring(1));

        var answer = sandbox.post("/v3/pay/transactions/native", order.toString());

        assertRefused(answer, 400, "PARAM_ERROR", 268435461);
        assertThat(SandboxUnderTest.json(answer).at("/detail/field").asText()).isEqualTo(pointer);
    }

    @Test
    void unknownFieldsAndNullsAreRefused() throws Exception {
        var unknown = sandbox.jsapiOrder(NOTIFY_URL).put("total_fee", 1);
        assertRefused(sandbox.place(unknown), 400, "PARAM_ERROR", 270924358);
        var isNull = sandbox.jsapiOrder(NOTIFY_URL).putNull("attach");
        assertRefused(sandbox.place(isNull), 400, "PARAM_ERROR", 270924358);
        var payer = sandbox.jsapiOrder(NOTIFY_URL);
        assertRefused(
                sandbox.post("/v3/pay/transactions/native", payer.toString()),
                400,
                "PARAM_ERROR",
                270924358);
    }

    @Test
    void somebodyMustPayAJsapiOrder() throws Exception {
        var order = sandbox.nativeOrder(NOTIFY_URL);

        assertRefused(
                sandbox.post("/v3/pay/transactions/jsapi", order.toString()),
                400,
                "PARAM_ERROR",
                268501013);
    }

    @Test
    void theAppAndTheMerchantMustBeTheRightOnes() throws Exception {
        var app = sandbox.jsapiOrder(NOTIFY_URL).put("appid", "wx2421b1c4370ec43b");
        assertRefused(sandbox.place(app), 400, "APPID_MCHID_NOT_MATCH", 0);
        var merchant = sandbox.jsapiOrder(NOTIFY_URL).put("mchid", "1230000109");
        assertRefused(sandbox.place(merchant), 400, "MCH_NOT_EXISTS", 0);
    }

    @Test
    void whatTheMerchantHasNotMayNotBeUsed() throws Exception {
        sandbox.control("PUT", "merchant", "{\"products\": [\"native\"]}");

        assertRefused(sandbox.place(sandbox.jsapiOrder(NOTIFY_URL)), 403, "NO_AUTH", 0);
        assertThat(sandbox.place(sandbox.nativeOrder(NOTIFY_URL)).statusCode()).isEqualTo(200);
        assertRefused(sandbox.post("/v3/pay/transactions/h5", "{}"), 403, "NO_AUTH", 0);
    }

    @Test
    void theSameOrderIsGivenAFreshHandleAndAnotherOneIsRefused() throws Exception {
        var order = sandbox.nativeOrder(NOTIFY_URL);
        var first = SandboxUnderTest.json(sandbox.place(order)).get("code_url");
        var reordered = JSON.createObjectNode();
        order.properties().stream()
                .toList()
                .reversed()
                .forEach(field -> reordered.set(field.getKey(), field.getValue()));
        var second = SandboxUnderTest.json(sandbox.place(reordered)).get("code_url");

        assertThat(second).isNotNull().isNotEqualTo(first);
        ((ObjectNode) order.get("amount")).put("total", 1300);
        assertRefused(sandbox.place(order), 403, "OUT_TRADE_NO_USED", 268498688);
        ((ObjectNode) order.get("amount")).put("total", 1200);
        order.putObject("payer").put("openid", "o1");
        assertRefused(sandbox.place(order), 403, "OUT_TRADE_NO_USED", 268498688);
    }

    @Test
    void aPaidOrderIsNeitherPlacedAgainNorClosed() throws Exception {
        var order = sandbox.jsapiOrder(NOTIFY_URL);
        var number = sandbox.paid(order);

        assertRefused(sandbox.place(order), 400, "INVALID_REQUEST", 268498689);
        assertRefused(sandbox.close(number), 400, "ORDER_PAID", 268449538);
    }

    @Test
    void aClosedOrderStaysClosed() throws Exception {
        var order = sandbox.jsapiOrder(NOTIFY_URL);
        var number = sandbox.placed(order);

        assertThat(sandbox.close(number).statusCode()).isEqualTo(204);
        assertThat(sandbox.close(number).statusCode()).isEqualTo(204);

        assertRefused(sandbox.place(order), 400, "ORDER_CLOSED", 0);
        assertThat(sandbox.command("trades/" + number + "/pay", "").statusCode()).isEqualTo(409);
        assertThat(state(number)).isEqualTo("CLOSED");
    }

    @Test
    void whatIsNotKnownIsNotFound() throws Exception {
        assertRefused(sandbox.query("NOBODYS"), 404, "ORDER_NOT_EXIST", 268512771);
        assertRefused(sandbox.close("NOBODYS"), 404, "ORDER_NOT_EXIST", 268512771);
        assertRefused(
                sandbox.get("/v3/pay/transactions/id/4200?mchid=" + sandbox.variable("MCH_ID")),
                404,
                "ORDER_NOT_EXIST",
                268512771);
        assertRefused(
                sandbox.get("/v3/pay/transactions/out-trade-no/NOBODYS"),
                400,
                "PARAM_ERROR",
                268435461);
        assertRefused(
                sandbox.get("/v3/pay/transactions/out-trade-no/NOBODYS?mchid=1"),
                400,
                "MCH_NOT_EXISTS",
                0);
    }

    @Test
    void closingNamesTheMerchantAndNothingElse() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));
        var path = "/v3/pay/transactions/out-trade-no/" + number + "/close";

        assertRefused(sandbox.post(path, "{}"), 400, "PARAM_ERROR", 268435461);
        assertRefused(sandbox.post(path, "{\"mchid\":\"1\"}"), 400, "MCH_NOT_EXISTS", 0);
        assertRefused(
                sandbox.post(path, "{\"mchid\":\"1\",\"why\":\"\"}"),
                400,
                "PARAM_ERROR",
                270924358);
        assertThat(state(number)).isEqualTo("NOTPAY");
    }

    @Test
    void anOrderClosesByItselfAfterSevenDays() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));

        sandbox.advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(state(number)).isEqualTo("NOTPAY");
        sandbox.advance(Duration.ofMinutes(1));

        assertThat(state(number)).isEqualTo("CLOSED");
        assertThat(sandbox.command("trades/" + number + "/pay", "").statusCode()).isEqualTo(409);
    }

    @Test
    void anExpiryOfSecondsIsRaisedToAMinute() throws Exception {
        var order = sandbox.jsapiOrder(NOTIFY_URL);
        order.put("time_expire", Beijing.rfc3339(Instant.now().plusSeconds(25)));
        var number = sandbox.placed(order);

        sandbox.advance(Duration.ofSeconds(35));
        assertThat(state(number)).isEqualTo("NOTPAY");
        sandbox.advance(Duration.ofSeconds(26));

        assertThat(state(number)).isEqualTo("CLOSED");
    }

    @Test
    void payingAndClosingAtOnceEndsInOneOfBoth() throws Exception {
        for (int i = 0; i < 10; i++) {
            var number = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var paying =
                        threads.submit(
                                () ->
                                        sandbox.command(
                                                        "trades/" + number + "/pay",
                                                        "{\"callbacks\": 0}")
                                                .statusCode());
                var closing = threads.submit(() -> sandbox.close(number).statusCode());
                boolean paid = paying.get() == 200;
                assertThat(closing.get()).isEqualTo(paid ? 400 : 204);
                assertThat(state(number)).isEqualTo(paid ? "SUCCESS" : "CLOSED");
            }
        }
    }

    @Test
    void payingFromManySidesAtOncePaysOnce() throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));
        Callable<String> pay =
                () ->
                        SandboxUnderTest.json(
                                        sandbox.command(
                                                "trades/" + number + "/pay", "{\"callbacks\": 0}"))
                                .at("/trade/number")
                                .asText();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ids = threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> pay).toList());
            var first = ids.getFirst().get();
            assertThat(first).matches("\\d{28}");
            for (var id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
        }
    }

    private String state(String number) throws Exception {
        return SandboxUnderTest.json(sandbox.query(number)).get("trade_state").asText();
    }

    private static ObjectNode with(ObjectNode order, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) order.at(pointer.substring(0, last))).set(pointer.substring(last + 1), value);
        return order;
    }

    static void assertRefused(HttpResponse<String> answer, int status, String code, long number)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(SandboxUnderTest.json(answer).get("code").asText()).isEqualTo(code);
        assertThat(SandboxUnderTest.json(answer).get("message").asText()).isNotBlank();
        assertThat(answer.headers().firstValue("Request-ID").orElse("")).endsWith("-" + number);
    }
}
