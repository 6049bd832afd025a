package io.cashbell.local.gateway.wechatpay;

import static io.cashbell.local.gateway.wechatpay.OrderTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundTest {
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
    void aRefundIsAcceptedAndNotYetDone() throws Exception {
        var number = paid();
        var order = SandboxUnderTest.refundOrder(number, 500, 1200);

        var begun = SandboxUnderTest.json(refund(order));

        assertThat(begun.get("status").asText()).isEqualTo("PROCESSING");
        assertThat(begun.get("refund_id").asText()).matches("\\d{29}");
        assertThat(begun.get("out_trade_no").asText()).isEqualTo(number);
        assertThat(begun.at("/amount/refund").asInt()).isEqualTo(500);
        assertThat(begun.at("/amount/payer_refund").asInt()).isEqualTo(500);
        assertThat(begun.at("/amount/total").asInt()).isEqualTo(1200);
        assertThat(begun.has("success_time")).isFalse();
        assertThat(state(number)).isEqualTo("REFUND");
        assertThat(query(order).get("status").asText()).isEqualTo("PROCESSING");
    }

    @Test
    void aRefundSucceedsByItselfWhenItsTimeHasCome() throws Exception {
        try (var slow =
                new SandboxUnderTest(null, Map.of("WECHATPAY_SANDBOX_REFUND_AFTER", "48h"))) {
            var number = slow.paid(slow.jsapiOrder(shop.notifyUrl()));
            var order = told(SandboxUnderTest.refundOrder(number, 500, 1200));
            slow.post(SandboxUnderTest.REFUNDS, order.toString());
            slow.advance(Duration.ofHours(47));
            assertThat(shop.heard()).isEmpty();

            slow.advance(Duration.ofHours(1));

            var heard = shop.awaitHeard(1).getFirst();
            assertThat(heard.json().get("event_type").asText()).isEqualTo("REFUND.SUCCESS");
            assertThat(heard.json().at("/resource/original_type").asText()).isEqualTo("refund");
            var content = heard.opened(slow.variable("API_V3_KEY"));
            assertThat(content.get("refund_status").asText()).isEqualTo("SUCCESS");
            assertThat(content.get("out_refund_no").asText())
                    .isEqualTo(order.get("out_refund_no").asText());
            assertThat(content.has("appid")).isFalse();
            assertThat(content.at("/amount/currency").isMissingNode()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "succeed, SUCCESS, REFUND.SUCCESS",
        "abnormal, ABNORMAL, REFUND.ABNORMAL",
        "close, CLOSED, REFUND.CLOSED"
    })
    void howARefundEndsIsTold(String command, String status, String event) throws Exception {
        var order = told(SandboxUnderTest.refundOrder(paid(), 500, 1200));
        refund(order);

        end(order, command);

        var heard = shop.awaitHeard(1).getFirst();
        assertThat(heard.json().get("event_type").asText()).isEqualTo(event);
        var content = heard.opened(sandbox.variable("API_V3_KEY"));
        assertThat(content.get("refund_status").asText()).isEqualTo(status);
        assertThat(content.has("success_time")).isEqualTo(status.equals("SUCCESS"));
        assertThat(query(order).get("status").asText()).isEqualTo(status);
    }

    @Test
    void anAbnormalRefundMaySucceedLaterAndADoneOneIsDone() throws Exception {
        var order = told(SandboxUnderTest.refundOrder(paid(), 500, 1200));
        refund(order);

        assertThat(end(order, "abnormal")).isEqualTo(200);
        assertThat(end(order, "succeed")).isEqualTo(200);
        assertThat(end(order, "succeed")).isEqualTo(200);
        assertThat(end(order, "close")).isEqualTo(409);

        assertThat(shop.awaitHeard(2)).hasSize(2);
    }

    @Test
    void theSameNumberIsTheSameRefund() throws Exception {
        var number = paid();
        var order = SandboxUnderTest.refundOrder(number, 500, 1200);
        var first = SandboxUnderTest.json(refund(order));
        end(order, "succeed");

        var again = SandboxUnderTest.json(refund(order));

        assertThat(again.get("refund_id")).isEqualTo(first.get("refund_id"));
        assertThat(again.get("status").asText()).isEqualTo("SUCCESS");
        assertThat(sandbox.trade(number).at("/trade/refunds")).hasSize(1);
        ((ObjectNode) order.get("amount")).put("refund", 400);
        assertRefused(refund(order), 400, "INVALID_REQUEST", 0);
    }

    @Test
    void neverMoreThanWasPaid() throws Exception {
        var number = paid();
        refund(SandboxUnderTest.refundOrder(number, 700, 1200));

        assertRefused(
                refund(SandboxUnderTest.refundOrder(number, 501, 1200)), 400, "INVALID_REQUEST", 0);
        assertThat(refund(SandboxUnderTest.refundOrder(number, 500, 1200)).statusCode())
                .isEqualTo(200);
        assertThat(sandbox.trade(number).at("/trade/refunded").asInt()).isEqualTo(1200);
    }

    @Test
    void neverMoreThanWasPaidFromManySidesAtOnce() throws Exception {
        var number = paid();
        Callable<Integer> ask =
                () -> refund(SandboxUnderTest.refundOrder(number, 100, 1200)).statusCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 30).mapToObj(_ -> ask).toList());
            int accepted = 0;
            for (var answer : answers) {
                accepted += answer.get() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(12);
        }
        assertThat(sandbox.trade(number).at("/trade/refunded").asInt()).isEqualTo(1200);
    }

    @Test
    void aClosedRefundGivesItsMoneyBackToTheOrder() throws Exception {
        var number = paid();
        var failed = SandboxUnderTest.refundOrder(number, 1200, 1200);
        refund(failed);
        end(failed, "close");

        assertThat(state(number)).isEqualTo("SUCCESS");
        assertThat(refund(SandboxUnderTest.refundOrder(number, 1200, 1200)).statusCode())
                .isEqualTo(200);
        assertThat(state(number)).isEqualTo("REFUND");
    }

    @Test
    void fiftyTimesAtMost() throws Exception {
        var number = paid();
        for (int i = 0; i < 50; i++) {
            assertThat(refund(SandboxUnderTest.refundOrder(number, 1, 1200)).statusCode())
                    .isEqualTo(200);
        }

        assertRefused(
                refund(SandboxUnderTest.refundOrder(number, 1, 1200)), 400, "INVALID_REQUEST", 0);
    }

    @Test
    void withinAYear() throws Exception {
        var number = paid();
        sandbox.advance(Duration.ofDays(366));

        assertRefused(
                refund(SandboxUnderTest.refundOrder(number, 1, 1200)), 400, "INVALID_REQUEST", 0);
    }

    @Test
    void byWechatsNumberAsWell() throws Exception {
        var number = paid();
        var order = SandboxUnderTest.refundOrder(number, 500, 1200);
        order.remove("out_trade_no");
        order.put("transaction_id", sandbox.trade(number).at("/trade/number").asText());
        assertThat(refund(order).statusCode()).isEqualTo(200);

        var torn = SandboxUnderTest.refundOrder(paid(), 500, 1200);
        torn.put("transaction_id", sandbox.trade(number).at("/trade/number").asText());
        assertRefused(refund(torn), 404, "RESOURCE_NOT_EXISTS", 0);
    }

    @Test
    void whatCannotBeGivenBackIsRefused() throws Exception {
        var unpaid = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        assertRefused(
                refund(SandboxUnderTest.refundOrder(unpaid, 1, 1200)),
                404,
                "RESOURCE_NOT_EXISTS",
                0);
        assertRefused(
                refund(SandboxUnderTest.refundOrder("NOBODYS", 1, 1200)),
                404,
                "RESOURCE_NOT_EXISTS",
                0);
        var number = paid();
        assertRefused(
                refund(SandboxUnderTest.refundOrder(number, 1, 1100)), 400, "INVALID_REQUEST", 0);
        assertRefused(
                sandbox.get(SandboxUnderTest.REFUNDS + "/NOBODYS"), 404, "RESOURCE_NOT_EXISTS", 0);
        sandbox.control("PUT", "merchant", "{\"products\": [\"jsapi\"]}");
        assertRefused(refund(SandboxUnderTest.refundOrder(number, 1, 1200)), 403, "NO_AUTH", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out_refund_no | \"has a blank\"",
                "out_refund_no | \"\"",
                "reason        | \"\"",
                "notify_url    | \"nowhere\"",
                "funds_account | \"SAVINGS\"",
                "amount        | {\"refund\":0,\"total\":1200,\"currency\":\"CNY\"}",
                "amount        | {\"refund\":1,\"total\":1200,\"currency\":\"TWD\"}",
                "amount        | {\"refund\":1,\"total\":1200}",
                "amount        | {\"refund\":\"1\",\"total\":1200,\"currency\":\"CNY\"}"
            })
    void whatIsNotWellFormedIsRefused(String field, String value) throws Exception {
        var order = SandboxUnderTest.refundOrder(paid(), 1, 1200);
        order.set(field, new ObjectMapper().readTree(value));

        assertRefused(refund(order), 400, "PARAM_ERROR", 268435461);
    }

    @Test
    void anOrderMustBeNamed() throws Exception {
        var order = SandboxUnderTest.refundOrder(paid(), 1, 1200);
        order.remove("out_trade_no");

        assertRefused(refund(order), 400, "PARAM_ERROR", 268435461);
        assertRefused(refund(order.put("sub_mchid", "1")), 400, "PARAM_ERROR", 270924358);
    }

    @Test
    void refundsArePaidFromTheMerchantsBalance() throws Exception {
        var number = paid();
        sandbox.control("PUT", "merchant", "{\"balance\": 500}");
        var first = SandboxUnderTest.refundOrder(number, 400, 1200);
        var second = SandboxUnderTest.refundOrder(number, 200, 1200);

        assertThat(refund(first).statusCode()).isEqualTo(200);
        assertRefused(refund(second), 403, "NOT_ENOUGH", 0);
        end(first, "close");

        assertThat(refund(second).statusCode()).isEqualTo(200);
        assertThat(
                        SandboxUnderTest.json(sandbox.control("GET", "merchant", ""))
                                .get("balance")
                                .asInt())
                .isEqualTo(300);
    }

    @Test
    void whereNoAddressIsNamedThePlatformsCounts() throws Exception {
        var environment =
                Map.of(
                        "WECHATPAY_SANDBOX_REFUND_AFTER",
                        "none",
                        "WECHATPAY_SANDBOX_REFUND_NOTIFY_URL",
                        shop.notifyUrl());
        try (var other = new SandboxUnderTest(null, environment)) {
            var number = other.paid(other.jsapiOrder("http://localhost:1/notify"));
            var order = SandboxUnderTest.refundOrder(number, 500, 1200);
            other.post(SandboxUnderTest.REFUNDS, order.toString());
            other.command("refunds/" + order.get("out_refund_no").asText() + "/succeed", "");
            shop.awaitHeard(1);
        }
    }

    private String paid() throws Exception {
        return sandbox.paid(sandbox.jsapiOrder(shop.notifyUrl()));
    }

    private ObjectNode told(ObjectNode order) {
        return order.put("notify_url", shop.notifyUrl());
    }

    private HttpResponse<String> refund(ObjectNode order) throws Exception {
        return sandbox.post(SandboxUnderTest.REFUNDS, order.toString());
    }

    private JsonNode query(ObjectNode order) throws Exception {
        return SandboxUnderTest.json(
                sandbox.get(SandboxUnderTest.REFUNDS + "/" + order.get("out_refund_no").asText()));
    }

    private int end(ObjectNode order, String command) throws Exception {
        return sandbox.command("refunds/" + order.get("out_refund_no").asText() + "/" + command, "")
                .statusCode();
    }

    private String state(String number) throws Exception {
        return SandboxUnderTest.json(sandbox.query(number)).get("trade_state").asText();
    }
}
