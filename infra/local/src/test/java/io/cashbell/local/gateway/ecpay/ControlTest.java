package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final int CLIENTS = 40;

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
    void aTradeOfAMerchantThatIsNotServedAnyMoreIsStillListed(@TempDir Path data) throws Exception {
        var own = new Merchant("7654321", "0123456789abcdef", "fedcba9876543210");
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("MerchantID", own.id());
        order.put("OrderResultURL", "http://localhost:1/result");
        var number = String.valueOf(order.get("MerchantTradeNo"));
        var variables =
                Map.of(
                        "ECPAY_MERCHANT_ID", own.id(),
                        "ECPAY_HASH_KEY", "0123456789abcdef",
                        "ECPAY_HASH_IV", "fedcba9876543210");
        try (var before = new SandboxUnderTest(data, variables)) {
            before.form("/ecpay/Cashier/AioCheckOut/V5", CheckMacValue.sign(order, own));
            before.press(number, "pay");
            assertThat(listed(before).at("/orderResult/url").asText())
                    .isEqualTo("http://localhost:1/result");
        }

        try (var after = new SandboxUnderTest(data, Map.of())) {
            assertThat(listed(after).path("merchantTradeNo").asText()).isEqualTo(number);
            assertThat(listed(after).path("orderResult").isNull()).isTrue();
        }
    }

    private static JsonNode listed(SandboxUnderTest sandbox) throws Exception {
        return SandboxUnderTest.json(sandbox.get("/control/ecpay/trades")).at("/items/0");
    }

    @Test
    void tradesAreFoundByEitherFilter() throws Exception {
        var first = SandboxUnderTest.order(shop.notifyUrl());
        first.put("CustomField1", "order-1");
        var again = SandboxUnderTest.order(shop.notifyUrl());
        again.put("CustomField1", "order-1");
        var other = SandboxUnderTest.order(shop.notifyUrl());
        sandbox.opened(first);
        sandbox.opened(again);
        var number = sandbox.opened(other);

        assertThat(
                        SandboxUnderTest.json(
                                        sandbox.get("/control/ecpay/trades?customField1=order-1"))
                                .get("items"))
                .hasSize(2);
        assertThat(
                        SandboxUnderTest.json(
                                        sandbox.get(
                                                "/control/ecpay/trades?merchantTradeNo=" + number))
                                .get("items"))
                .hasSize(1);
        assertThat(
                        SandboxUnderTest.json(
                                        sandbox.get(
                                                "/control/ecpay/trades?customField1=order-1&merchantTradeNo="
                                                        + number))
                                .get("items"))
                .isEmpty();
        var all = SandboxUnderTest.json(sandbox.get("/control/ecpay/trades")).get("items");
        assertThat(all).hasSize(3);
        assertThat(all.get(0).get("merchantTradeNo").asText()).isEqualTo(number);
    }

    @Test
    void everyAttemptIsListedWithItsAnswer() throws Exception {
        shop.says(400, "0|no");
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        sandbox.command(number, "pay", "");
        TestShop.await(
                "acknowledged",
                () -> sandbox.trade(number).at("/callbacks/delivered").asInt() == 1);

        var attempts =
                SandboxUnderTest.json(
                                sandbox.get("/control/ecpay/callbacks?merchantTradeNo=" + number))
                        .get("items");

        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).get("status").asInt()).isEqualTo(400);
        assertThat(attempts.get(0).get("answer").asText()).isEqualTo("0|no");
        assertThat(attempts.get(0).get("acknowledged").asBoolean()).isFalse();
        assertThat(attempts.get(1).get("acknowledged").asBoolean()).isTrue();
        assertThat(attempts.get(1).get("forged").asText()).isEqualTo("none");
    }

    @Test
    void oneTradeIsShownWithEveryCallbackAndItsAnswers() throws Exception {
        shop.says(500, "not now");
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        sandbox.command(number, "pay", "");
        TestShop.await(
                "acknowledged",
                () -> sandbox.trade(number).at("/callbacks/delivered").asInt() == 1);

        var trade = SandboxUnderTest.json(sandbox.get("/control/ecpay/trades/" + number));

        assertThat(trade.get("status").asText()).isEqualTo("paid");
        assertThat(trade.at("/messages/0/kind").asText()).isEqualTo("paid");
        assertThat(trade.at("/messages/0/attempts")).hasSize(2);
        assertThat(trade.at("/messages/0/attempts/0/answer").asText()).isEqualTo("not now");
        assertThat(sandbox.get("/control/ecpay/trades/NOBODY").statusCode()).isEqualTo(404);
    }

    @Test
    void theLedgerIsPagedFromTheOldestOn() throws Exception {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            numbers.add(sandbox.opened(SandboxUnderTest.order(shop.notifyUrl())));
        }
        sandbox.command(numbers.get(1), "pay", "{\"callbacks\": 0, \"amount\": 7}");
        var seen = new ArrayList<String>();
        var cursor = "0";
        while (cursor != null) {
            var page =
                    SandboxUnderTest.json(
                            sandbox.get("/control/ecpay/ledger?limit=2&cursor=" + cursor));
            page.get("items").forEach(item -> seen.add(item.get("reference").asText()));
            cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").asText();
        }

        assertThat(seen).isEqualTo(numbers);
        var paid =
                SandboxUnderTest.json(sandbox.get("/control/ecpay/ledger?state=paid")).get("items");
        assertThat(paid).hasSize(1);
        assertThat(paid.get(0).get("amount").asLong()).isEqualTo(7);
        assertThat(paid.get(0).get("currency").asText()).isEqualTo("TWD");
        assertThat(paid.get(0).get("number").asText()).matches("\\d{20}");
        assertThat(paid.get(0).get("paidAt").isNull()).isFalse();
        assertThat(paid.get(0).get("refunds")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\": \"CVS\"}",
                "{\"sub\": \"BOT\"}",
                "{\"instalments\": 3}",
                "{\"unionPay\": true}",
                "{\"amount\": 0}",
                "{\"callbacks\": -1}",
                "{\"callbacks\": 1001}",
                "{\"delayMillis\": -1}",
                "{\"delayMillis\": 99999999999}",
                "{\"forge\": \"everything\"}",
                "{\"unknown\": 1}",
                "not json",
                "null",
                "[]"
            })
    void aCommandThatIsNotUnderstoodChangesNothing(String json) throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        var answer = sandbox.command(number, "pay", json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("created");
    }

    @Test
    void aTradeThatIsNotThereIsNotFound() throws Exception {
        assertThat(sandbox.command("NOBODY", "pay", "").statusCode()).isEqualTo(404);
        assertThat(sandbox.press("NOBODY", "pay").statusCode()).isEqualTo(404);
    }

    @Test
    void theScheduleIsShownAsItWasSet() throws Exception {
        assertThat(sandbox.put("/control/ecpay/schedule", "{\"retry\": \"2s,1500ms,5m\"}").body())
                .isEqualTo("{\"retry\":\"2s,1500ms,5m\"}");
        assertThat(sandbox.get("/control/ecpay/schedule").body())
                .isEqualTo("{\"retry\":\"2s,1500ms,5m\"}");
        assertThat(sandbox.put("/control/ecpay/schedule", "{\"retry\": \"2 weeks\"}").statusCode())
                .isEqualTo(400);
        assertThat(sandbox.put("/control/ecpay/schedule", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void oneNumberIsGivenToOneOfManyAtOnce() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());

        assertThat(atOnce(() -> sandbox.create(order).body().contains("id=\"pay\""))).isEqualTo(1);
    }

    @Test
    void payingFromManySidesAtOncePaysOnce() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        assertThat(atOnce(() -> sandbox.press(number, "pay").statusCode() == 200))
                .isEqualTo(CLIENTS);

        TestShop.await(
                "acknowledged",
                () -> sandbox.trade(number).at("/callbacks/delivered").asInt() == 1);
        assertThat(sandbox.trade(number).at("/callbacks/attempts").asInt()).isEqualTo(1);
        assertThat(shop.heard()).hasSize(1);
    }

    @Test
    void twoMerchantsMayUseOneNumber() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        var number = sandbox.opened(order);
        order.put("MerchantID", "3365120");
        var second = new Merchant("3365120", "oyQPlLVKop9xuwxw", "rljcW843laE9esfI");
        assertThat(
                        sandbox.form(
                                        "/ecpay/Cashier/AioCheckOut/V5",
                                        CheckMacValue.sign(order, second))
                                .body())
                .contains("id=\"pay\"");

        assertThat(sandbox.command(number, "pay", "").statusCode()).isEqualTo(409);
        assertThat(sandbox.command(number, "pay?merchantId=3365120", "").statusCode())
                .isEqualTo(200);

        assertThat(shop.awaitHeard(1).getFirst().fields()).containsEntry("MerchantID", "3365120");
    }

    private static long atOnce(Callable<Boolean> attempt) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    threads.invokeAll(IntStream.range(0, CLIENTS).mapToObj(_ -> attempt).toList());
            long succeeded = 0;
            for (var result : results) {
                succeeded += result.get() ? 1 : 0;
            }
            return succeeded;
        }
    }
}
