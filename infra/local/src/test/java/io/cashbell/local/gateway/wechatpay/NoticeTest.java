package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shop is told, how often, and until when. */
class NoticeTest {
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
    void payingTellsTheShopOnceSealedAndSigned() throws Exception {
        var number = placed();

        pay(number, "");

        var heard = shop.awaitHeard(1).getFirst();
        assertThat(heard.header("Content-Type")).isEqualTo("application/json");
        assertThat(heard.header(Stamp.SERIAL)).isEqualTo(sandbox.variable("PUBLIC_KEY_ID"));
        assertThat(heard.header(Stamp.TYPE)).isEqualTo("WECHATPAY2-SHA256-RSA2048");
        assertThat(isSigned(sandbox, heard)).isTrue();
        var notice = heard.json();
        assertThat(notice.get("event_type").asText()).isEqualTo("TRANSACTION.SUCCESS");
        assertThat(notice.get("resource_type").asText()).isEqualTo("encrypt-resource");
        assertThat(notice.at("/resource/algorithm").asText()).isEqualTo("AEAD_AES_256_GCM");
        assertThat(notice.at("/resource/nonce").asText()).hasSize(12);
        var content = content(heard);
        assertThat(content.get("out_trade_no").asText()).isEqualTo(number);
        assertThat(content.get("trade_state").asText()).isEqualTo("SUCCESS");
        assertThat(content.at("/amount/payer_total").asInt()).isEqualTo(1200);
        TestShop.await("it is in the books", () -> acknowledged(number) == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void anAnswerWithEitherStatusEndsTheRepeats(int status) throws Exception {
        shop.says(status, "");
        var number = placed();

        pay(number, "");

        TestShop.await("acknowledged", () -> acknowledged(number) == 1);
        assertThat(sandbox.callbacks(number).at("/0/due").isNull()).isTrue();
        assertThat(shop.heard()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500, ''", "401, '{\"code\":\"FAIL\"}'", "201, ''", "302, ''"})
    void anyOtherStatusIsARefusalAndTheSameNoticeComesAgain(int status, String body)
            throws Exception {
        shop.says(status, body);
        var number = placed();

        pay(number, "");

        var heard = shop.awaitHeard(2);
        assertThat(heard.getLast().body()).isEqualTo(heard.getFirst().body());
        assertThat(heard.getLast().header(Stamp.NONCE))
                .isNotEqualTo(heard.getFirst().header(Stamp.NONCE));
        assertThat(isSigned(sandbox, heard.getLast())).isTrue();
        TestShop.await("acknowledged", () -> acknowledged(number) == 1);
    }

    @Test
    void whenTheScheduleIsOverWechatGivesUp() throws Exception {
        for (int i = 0; i < 6; i++) {
            shop.says(500, "");
        }
        var number = placed();

        pay(number, "");

        TestShop.await("four attempts", () -> attempts(number).size() == 4);
        assertThat(sandbox.callbacks(number).at("/0/due").isNull()).isTrue();
        assertThat(sandbox.callbacks(number).at("/0/acknowledged").asBoolean()).isFalse();
    }

    @Test
    void wechatsOwnScheduleTakesADayByTheMovableClock() throws Exception {
        try (var own = new SandboxUnderTest(null, Map.of())) {
            assertThat(own.control("GET", "schedule", "").body())
                    .isEqualTo(
                            "{\"retry\":\"15s,15s,30s,3m,10m,20m,30m,30m,30m,1h,3h,3h,3h,6h,6h\"}");
            for (int i = 0; i < 20; i++) {
                shop.says(500, "");
            }
            var number = own.placed(own.jsapiOrder(shop.notifyUrl()));
            own.command("trades/" + number + "/pay", "");
            for (int i = 1; i <= 15; i++) {
                int made = i;
                TestShop.await(
                        made + " attempts are in the books",
                        () -> own.callbacks(number).at("/0/attempts").size() == made);
                own.advance(Duration.ofHours(6));
            }
            shop.awaitHeard(16);
            TestShop.await(
                    "given up",
                    () ->
                            own.callbacks(number).at("/0/attempts").size() == 16
                                    && own.callbacks(number).at("/0/due").isNull());
        }
    }

    @Test
    void copiesAreTheSameNoticeAndAreSentWhenAskedFor() throws Exception {
        var number = placed();

        pay(number, "{\"callbacks\": 3, \"delayMillis\": 30}");
        var heard = shop.awaitHeard(3);

        assertThat(heard)
                .allSatisfy(one -> assertThat(one.body()).isEqualTo(heard.getFirst().body()));
        pay(number, "{\"callbacks\": 2}");
        assertThat(content(shop.awaitHeard(5).getLast()).get("transaction_id"))
                .isEqualTo(content(heard.getFirst()).get("transaction_id"));
    }

    @Test
    void aLostNoticeLeavesAPaidOrder() throws Exception {
        var number = placed();

        pay(number, "{\"callbacks\": 0}");

        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("paid");
        assertThat(sandbox.callbacks(number)).isEmpty();
    }

    @Test
    void failingAndWalkingAwayTellNobody() throws Exception {
        var number = placed();

        sandbox.command("trades/" + number + "/fail", "");
        sandbox.command("trades/" + number + "/cancel", "");

        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("created");
        assertThat(sandbox.callbacks(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "appid, /appid, /x",
        "mchid, /mchid, /x",
        "order, /out_trade_no, /x",
        "amount, /amount/total, /amount/payer_total",
        "currency, /amount/currency, /amount/payer_currency"
    })
    void aWellSignedForgeryTellsOneThingThatIsNotTrue(String forgery, String field, String twin)
            throws Exception {
        shop.says(400, "");
        var number = placed();

        pay(number, "{\"forgery\": \"" + forgery + "\"}");

        var heard = shop.awaitHeard(1).getFirst();
        assertThat(isSigned(sandbox, heard)).isTrue();
        var told = content(heard);
        var truth = content(genuine(number));
        var changed =
                List.of("/appid", "/mchid", "/out_trade_no", "/amount/total", "/amount/currency")
                        .stream()
                        .filter(pointer -> !told.at(pointer).equals(truth.at(pointer)))
                        .toList();
        assertThat(changed).containsExactly(field);
        if (!twin.equals("/x")) {
            assertThat(told.at(twin)).isEqualTo(told.at(field));
        }
        TestShop.await("in the books", () -> attempts(number).size() == 1);
        assertThat(sandbox.callbacks(number).at("/0/due").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "lines", "body", "signtest"})
    void aBadSignatureIsSentOnceAndLeavesTheOrderAlone(String forgery) throws Exception {
        shop.says(401, "");
        var number = placed();

        pay(number, "{\"forgery\": \"" + forgery + "\"}");

        var heard = shop.awaitHeard(1).getFirst();
        assertThat(isSigned(sandbox, heard)).isFalse();
        if (forgery.equals("signtest")) {
            assertThat(heard.header(Stamp.SIGNATURE)).startsWith("WECHATPAY/SIGNTEST/");
        }
        TestShop.await("in the books", () -> attempts(number).size() == 1);
        assertThat(sandbox.callbacks(number).at("/0/due").isNull()).isTrue();
        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("created");
    }

    @Test
    void aStaleNoticeIsAnHourOldAndAnUnknownSerialIsNobodys() throws Exception {
        var number = placed();
        pay(number, "{\"forgery\": \"stale\"}");
        var stale = shop.awaitHeard(1).getFirst();
        pay(number, "{\"forgery\": \"serial\"}");
        var serial = shop.awaitHeard(2).getLast();

        assertThat(isSigned(sandbox, stale)).isTrue();
        assertThat(Instant.ofEpochSecond(Long.parseLong(stale.header(Stamp.TIMESTAMP))))
                .isBefore(Instant.now().minus(Duration.ofMinutes(59)));
        assertThat(serial.header(Stamp.SERIAL))
                .isNotEqualTo(sandbox.variable("PUBLIC_KEY_ID"))
                .matches("[0-9A-F]{40}");
    }

    @Test
    void withSettleFirstOnlyTheForgeryIsHeardOfATruePayment() throws Exception {
        var number = placed();

        pay(number, "{\"forgery\": \"amount\", \"amount\": 1, \"settleFirst\": true}");

        assertThat(content(shop.awaitHeard(1).getFirst()).at("/amount/total").asInt()).isEqualTo(1);
        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("paid");
        assertThat(sandbox.trade(number).at("/trade/amount").asInt()).isEqualTo(1200);
    }

    @Test
    void aBuyerCanBeMadeToPayAnotherAmount() throws Exception {
        var number = placed();

        pay(number, "{\"amount\": 1100}");

        assertThat(content(shop.awaitHeard(1).getFirst()).at("/amount/total").asInt())
                .isEqualTo(1100);
        assertThat(SandboxUnderTest.json(sandbox.query(number)).at("/amount/total").asInt())
                .isEqualTo(1100);
    }

    @Test
    void aRefundsNoticeHasNoAppAndNoCurrencyToForge() throws Exception {
        var number = sandbox.paid(sandbox.jsapiOrder(shop.notifyUrl()));
        var order = SandboxUnderTest.refundOrder(number, 500, 1200);
        order.put("notify_url", shop.notifyUrl());
        sandbox.post(SandboxUnderTest.REFUNDS, order.toString());
        var end = "refunds/" + order.get("out_refund_no").asText() + "/succeed";

        assertThat(sandbox.command(end, "{\"forgery\": \"appid\"}").statusCode()).isEqualTo(400);
        assertThat(sandbox.command(end, "{\"forgery\": \"currency\"}").statusCode()).isEqualTo(400);
        assertThat(sandbox.command(end, "{\"forgery\": \"amount\"}").statusCode()).isEqualTo(200);

        var told = content(shop.awaitHeard(1).getFirst());
        assertThat(told.at("/amount/refund").asInt()).isNotEqualTo(500);
        assertThat(told.at("/amount/total").asInt()).isEqualTo(1200);
        assertThat(
                        SandboxUnderTest.json(
                                        sandbox.control(
                                                "GET",
                                                "refunds/" + order.get("out_refund_no").asText(),
                                                ""))
                                .at("/refund/state")
                                .asText())
                .isEqualTo("processing");
    }

    @Test
    void aShorterScheduleReachesNoticesThatWait() throws Exception {
        sandbox.control("PUT", "schedule", "{\"retry\": \"15m,15m\"}");
        shop.says(500, "");
        var number = placed();
        pay(number, "");
        TestShop.await("one attempt", () -> attempts(number).size() == 1);

        sandbox.control("PUT", "schedule", "{\"retry\": \"10ms\"}");

        shop.awaitHeard(2);
    }

    @Test
    void aShopThatIsDownIsAnAnswerToo() throws Exception {
        var order = sandbox.jsapiOrder("http://localhost:1/notify");
        var number = sandbox.placed(order);

        pay(number, "");

        TestShop.await("four attempts", () -> attempts(number).size() == 4);
        assertThat(attempts(number).at("/0/status").asInt()).isZero();
        assertThat(attempts(number).at("/0/answer").asText()).contains("ConnectException");
    }

    @Test
    void everythingSurvivesARestart(@TempDir Path folder) throws Exception {
        shop.says(500, "not yet");
        String paid;
        String open;
        String refundNo;
        String mode;
        try (var before =
                new SandboxUnderTest(
                        folder,
                        Map.of(
                                "WECHATPAY_SANDBOX_RETRY", "1h",
                                "WECHATPAY_SANDBOX_REFUND_AFTER", "1h"))) {
            paid = before.placed(before.jsapiOrder(shop.notifyUrl()));
            open = before.placed(before.nativeOrder(shop.notifyUrl()));
            before.control("PUT", "keys", "{\"mode\": \"certificate\"}");
            before.control("PUT", "merchant", "{\"balance\": 10000}");
            before.command("trades/" + paid + "/pay", "");
            TestShop.await(
                    "one attempt", () -> before.callbacks(paid).at("/0/attempts").size() == 1);
            var refund = SandboxUnderTest.refundOrder(paid, 500, 1200);
            refundNo = refund.get("out_refund_no").asText();
            before.post(SandboxUnderTest.REFUNDS, refund.toString());
            mode = before.control("GET", "keys", "").body();
        }
        shop.awaitHeard(1);

        try (var after = new SandboxUnderTest(folder, Map.of())) {
            after.control("PUT", "schedule", "{\"retry\": \"10ms,1h\"}");
            var heard = shop.awaitHeard(2);
            assertThat(heard.getLast().body()).isEqualTo(heard.getFirst().body());
            assertThat(heard.getLast().header(Stamp.SERIAL))
                    .isEqualTo(heard.getFirst().header(Stamp.SERIAL))
                    .hasSize(40);
            assertThat(
                            SandboxUnderTest.json(after.control("GET", "keys", ""))
                                    .get("certificates")
                                    .toString())
                    .isEqualTo(new ObjectMapper().readTree(mode).get("certificates").toString());
            assertThat(SandboxUnderTest.json(after.query(paid)).get("trade_state").asText())
                    .isEqualTo("REFUND");
            assertThat(
                            SandboxUnderTest.json(after.control("GET", "merchant", ""))
                                    .get("balance")
                                    .asInt())
                    .isEqualTo(9500);
            after.command(
                    "scan", "{\"code_url\": \"" + after.trade(open).get("handle").asText() + "\"}");
            shop.awaitHeard(3);
            // The refund that was under way comes to its end.
            after.advance(Duration.ofHours(1));
            TestShop.await(
                    "refunded",
                    () ->
                            SandboxUnderTest.json(after.control("GET", "refunds/" + refundNo, ""))
                                    .at("/refund/state")
                                    .asText()
                                    .equals("success"));
        }
    }

    private String placed() throws Exception {
        return sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
    }

    private void pay(String number, String command) throws Exception {
        var answer = sandbox.command("trades/" + number + "/pay", command);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The true one, after the forged. */
    private TestShop.Heard genuine(String number) throws Exception {
        pay(number, "");
        return shop.awaitHeard(2).getLast();
    }

    private long acknowledged(String number) throws IOException, InterruptedException {
        long count = 0;
        for (var callback : sandbox.callbacks(number)) {
            count += callback.get("acknowledged").asBoolean() ? 1 : 0;
        }
        return count;
    }

    private JsonNode attempts(String number) throws IOException, InterruptedException {
        return sandbox.callbacks(number).at("/0/attempts");
    }

    private JsonNode content(TestShop.Heard heard) {
        return heard.opened(sandbox.variable("API_V3_KEY"));
    }

    static boolean isSigned(SandboxUnderTest sandbox, TestShop.Heard heard) {
        return Rsa.verifies(
                SignedText.ofAnswer(
                        heard.header(Stamp.TIMESTAMP),
                        heard.header(Stamp.NONCE),
                        heard.body().getBytes(StandardCharsets.UTF_8)),
                heard.header(Stamp.SIGNATURE),
                sandbox.publicKey());
    }
}
