package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final String NOTIFY_URL = "http://localhost:1/notify";

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
    void theLedgerSaysWhatWechatBelieves() throws Exception {
        var open = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));
        var paid = sandbox.paid(sandbox.nativeOrder(NOTIFY_URL));
        var closed = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));
        sandbox.close(closed);
        var refund = SandboxUnderTest.refundOrder(paid, 500, 1200);
        sandbox.post(SandboxUnderTest.REFUNDS, refund.toString());
        sandbox.command("refunds/" + refund.get("out_refund_no").asText() + "/succeed", "");

        var items = SandboxUnderTest.json(sandbox.control("GET", "ledger", "")).get("items");

        assertThat(items).hasSize(3);
        assertThat(items.findValuesAsText("state"))
                .containsExactly("created", "partly-refunded", "success", "closed");
        assertThat(items.at("/0/reference").asText()).isEqualTo(open);
        assertThat(items.at("/0/number").isNull()).isTrue();
        var line = items.get(1);
        assertThat(line.get("reference").asText()).isEqualTo(paid);
        assertThat(line.get("number").asText()).matches("\\d{28}");
        assertThat(line.get("amount").asInt()).isEqualTo(1200);
        assertThat(line.get("currency").asText()).isEqualTo("CNY");
        assertThat(line.get("method").asText()).isEqualTo("NATIVE");
        assertThat(line.get("paidAt").asText()).endsWith("Z");
        assertThat(line.get("refunded").asInt()).isEqualTo(500);
        assertThat(line.at("/refunds/0/reference").asText())
                .isEqualTo(refund.get("out_refund_no").asText());
        assertThat(line.at("/refunds/0/amount").asInt()).isEqualTo(500);
    }

    @Test
    void theLedgerIsReadPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));
        }

        var first = SandboxUnderTest.json(sandbox.control("GET", "ledger?limit=2", ""));
        var cursor = first.get("nextCursor").asText();
        var second =
                SandboxUnderTest.json(
                        sandbox.control("GET", "ledger?limit=2&cursor=" + cursor, ""));

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("nextCursor").isNull()).isTrue();
        var newest = SandboxUnderTest.json(sandbox.control("GET", "trades?limit=1", ""));
        assertThat(newest.at("/items/0/reference")).isEqualTo(second.at("/items/0/reference"));
        assertThat(sandbox.control("GET", "ledger?limit=many", "").statusCode()).isEqualTo(400);
    }

    @Test
    void anOrderIsFoundByWechatsNumberToo() throws Exception {
        var number = sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));
        var transaction = sandbox.trade(number).at("/trade/number").asText();

        assertThat(sandbox.trade(transaction).at("/trade/reference").asText()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"callbacks\": -1}",
                "{\"callbacks\": 1001}",
                "{\"delayMillis\": -1}",
                "{\"delayMillis\": 99999999999}",
                "{\"forgery\": \"everything\"}",
                "{\"amount\": 0}",
                "{\"amount\": 1, \"forgery\": \"key\"}",
                "{\"unknown\": 1}",
                "not json",
                "null",
                "[]"
            })
    void aCommandThatIsNotUnderstoodChangesNothing(String json) throws Exception {
        var number = sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));

        var answer = sandbox.command("trades/" + number + "/pay", json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(sandbox.trade(number).at("/trade/state").asText()).isEqualTo("created");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | schedule             | {\"retry\": \"2 weeks\"} | 400",
                "PUT  | schedule             | {} | 400",
                "PUT  | keys                 | {\"mode\": \"none\"} | 400",
                "PUT  | keys                 | {} | 400",
                "PUT  | merchant             | {\"products\": [\"h5\"]} | 400",
                "PUT  | merchant             | {\"balance\": -1} | 400",
                "POST | trades/NOBODYS/pay   | {} | 404",
                "GET  | trades/NOBODYS       | '' | 404",
                "POST | refunds/NOBODYS/close | {} | 404",
                "POST | faults               | {\"operation\": \"fly\", \"fault\": \"slow\"} | 400"
            })
    void whatIsNotThereOrNotUnderstoodIsSaid(String method, String path, String json, int status)
            throws Exception {
        assertThat(sandbox.control(method, path, json).statusCode()).isEqualTo(status);
    }

    @Test
    void everyOperationCanGoWrong() throws Exception {
        assertThat(sandbox.control("GET", "faults", "").body())
                .contains(
                        "\"operations\":[\"billdownload\",\"certificates\",\"close\",\"jsapi\",\"native\",\"query\",\"query-refund\",\"refund\",\"tradebill\"]");
        sandbox.command("faults", "{\"operation\": \"jsapi\", \"fault\": \"throttled\"}");

        var answer = sandbox.place(sandbox.jsapiOrder(NOTIFY_URL));

        OrderTest.assertRefused(answer, 429, "FREQUENCY_LIMITED", 0);
        assertThat(answer.headers().firstValue(Stamp.SIGNATURE)).isPresent();
    }

    @Test
    void aLostAnswerToARefundWasARefund() throws Exception {
        var number = sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));
        var order = SandboxUnderTest.refundOrder(number, 500, 1200);
        sandbox.command("faults", "{\"operation\": \"refund\", \"fault\": \"lost-answer\"}");

        assertThatThrownBy(() -> sandbox.post(SandboxUnderTest.REFUNDS, order.toString()))
                .isInstanceOf(IOException.class);

        assertThat(
                        SandboxUnderTest.json(
                                        sandbox.get(
                                                SandboxUnderTest.REFUNDS
                                                        + "/"
                                                        + order.get("out_refund_no").asText()))
                                .get("status")
                                .asText())
                .isEqualTo("PROCESSING");
    }
}
