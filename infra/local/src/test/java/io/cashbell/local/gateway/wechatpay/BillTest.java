package io.cashbell.local.gateway.wechatpay;

import static io.cashbell.local.gateway.wechatpay.OrderTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trade bill of a day. */
class BillTest {
    private static final String NOTIFY_URL = "http://localhost:1/notify";

    private SandboxUnderTest sandbox;
    private LocalDate today;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        // Noon in Beijing, so that the day does not end in the middle of a test.
        var noon = Beijing.of(Instant.now()).toLocalDate().atTime(12, 1).atZone(Beijing.ZONE);
        sandbox.advance(Duration.between(Instant.now(), noon.toInstant()));
        today = noon.toLocalDate();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void itHoldsTheDaysPaymentsAndRefundsAndTheirSums() throws Exception {
        var order = sandbox.jsapiOrder(NOTIFY_URL);
        order.put("description", "茶, 150g");
        order.put("attach", "order 1");
        var paid = sandbox.paid(order);
        var transaction = sandbox.trade(paid).at("/trade/number").asText();
        var done = refund(paid, 500);
        sandbox.command("refunds/" + done + "/succeed", "");
        var open = refund(paid, 1);
        sandbox.placed(sandbox.jsapiOrder(NOTIFY_URL));

        var lines = bill("");

        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注");
        assertThat(lines.get(1).substring(20))
                .isEqualTo(
                        ",`"
                                + sandbox.variable("APP_ID")
                                + ",`"
                                + sandbox.variable("MCH_ID")
                                + ",`0,`,`"
                                + transaction
                                + ",`"
                                + paid
                                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`SUCCESS,`OTHERS,`CNY,`12.00,`0.00,`0,`0,`0.00,`0.00,`,`,`茶, 150g,`order 1,`0.07200,`0.60%,`12.00,`0.00,`");
        assertThat(lines.get(1)).startsWith("`" + today + " 12:");
        assertThat(lines.get(2))
                .contains(
                        ",`REFUND,`OTHERS,`CNY,`0.00,`0.00,`503",
                        ",`" + done + ",`5.00,`0.00,`ORIGINAL,`SUCCESS,`",
                        ",`-0.03000,`0.60%,`0.00,`5.00,`");
        assertThat(lines.get(3))
                .contains(",`" + open + ",`0.01,`0.00,`ORIGINAL,`PROCESSING,`")
                .contains(",`-0.00006,");
        assertThat(lines.get(4)).isEqualTo("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额");
        assertThat(lines.get(5)).isEqualTo("`3,`12.00,`5.01,`0.00,`0.04194,`12.00,`5.01");
    }

    @Test
    void theOtherTypesHaveTheirOwnColumns() throws Exception {
        var paid = sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));
        sandbox.command("refunds/" + refund(paid, 500) + "/succeed", "");

        var success = bill("&bill_type=SUCCESS");
        var refunds = bill("&bill_type=REFUND");

        assertThat(success).hasSize(4);
        assertThat(success.get(1).split(",`", -1)).hasSize(20);
        assertThat(success.getFirst().split(",", -1)).hasSize(20);
        assertThat(success.get(3)).isEqualTo("`1,`12.00,`0.07200,`12.00");
        assertThat(refunds).hasSize(4);
        assertThat(refunds.getFirst().split(",", -1)).hasSize(29);
        assertThat(refunds.get(1).split(",`", -1)).hasSize(29);
        assertThat(refunds.get(3)).isEqualTo("`1,`0.00,`5.00,`0.00,`-0.03000,`0.00,`5.00");
    }

    @Test
    void whatComesLaterIsNotInIt() throws Exception {
        var paid = sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));
        var slow = refund(paid, 500);
        var first = bill("");
        sandbox.command("refunds/" + slow + "/succeed", "");
        sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));

        var again = download(prepare(today, ""));

        assertThat(again).isEqualTo(first);
        assertThat(again.get(2)).contains(",`PROCESSING,");
    }

    @Test
    void itIsReadyAtTenOnTheNextMorning() throws Exception {
        sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));

        assertRefused(prepareAnswer(today, ""), 400, "STATEMENT_CREATING", 0);
        sandbox.advance(Duration.ofHours(21));
        assertRefused(prepareAnswer(today, ""), 400, "STATEMENT_CREATING", 0);
        sandbox.advance(Duration.ofHours(1));

        assertThat(prepareAnswer(today, "").statusCode()).isEqualTo(200);
        assertRefused(prepareAnswer(today.minusDays(1), ""), 400, "NO_STATEMENT_EXIST", 0);
    }

    @Test
    void itIsThereForThreeMonths() throws Exception {
        sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));
        sandbox.advance(Duration.ofDays(80));
        assertThat(prepareAnswer(today, "").statusCode()).isEqualTo(200);

        sandbox.advance(Duration.ofDays(15));

        assertRefused(prepareAnswer(today, ""), 400, "PARAM_ERROR", 268435461);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?bill_date=20260101",
                "?bill_date=2999-01-01",
                "?bill_date={today}&bill_type=RECHARGE",
                "?bill_date={today}&tar_type=ZIP"
            })
    void whatIsNotUnderstoodIsRefused(String query) throws Exception {
        sandbox.advance(Duration.ofDays(1));

        var answer = sandbox.get("/v3/bill/tradebill" + query.replace("{today}", today.toString()));

        assertRefused(answer, 400, "PARAM_ERROR", 268435461);
    }

    @Test
    void aFileNeedsASignedRequestAndAKnownToken() throws Exception {
        sandbox.paid(sandbox.jsapiOrder(NOTIFY_URL));
        sandbox.advance(Duration.ofDays(1));
        var url = URI.create(prepare(today, ""));

        assertThat(url.getPath()).isEqualTo("/v3/billdownload/file");
        var path = url.getRawPath() + "?" + url.getRawQuery();
        assertThat(sandbox.sendTo(SandboxUnderTest.unsigned("GET", ""), path).statusCode())
                .isEqualTo(401);
        assertRefused(sandbox.get("/v3/billdownload/file?token=a"), 400, "PARAM_ERROR", 268435461);
        // WeChat does not sign this one answer.
        var file = sandbox.sendTo(sandbox.signed("GET", path, ""), path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue(Stamp.SIGNATURE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "1, 0.01", "99, 0.99", "100, 1.00", "2147483647, 21474836.47"})
    void fenBecomeYuanWithoutLoss(long fen, String yuan) {
        assertThat(Bill.yuan(fen)).isEqualTo(yuan);
    }

    @Test
    void aHundredThousandRowsAddUp() {
        var at = Instant.parse("2026-03-04T05:06:07Z");
        var body = sandbox.nativeOrder(NOTIFY_URL).deepCopy();
        var trades = new ArrayList<Trade>();
        IntStream.range(0, 100_000)
                .forEach(
                        i ->
                                trades.add(
                                        Trade.open(new Order(TradeType.NATIVE, body), at, at)
                                                .paid(
                                                        new Trade.Payment(
                                                                "4200" + i, "o", i + 1, at))));

        var lines =
                new String(
                                Bill.of(trades, LocalDate.parse("2026-03-04"), Bill.Type.ALL, at),
                                StandardCharsets.UTF_8)
                        .split("\r\n", -1);

        assertThat(lines).hasSize(100_004);
        assertThat(lines[100_002])
                .isEqualTo("`100000,`50000500.00,`0.00,`0.00,`300003.00000,`50000500.00,`0.00");
    }

    private String refund(String number, int fen) throws Exception {
        var order = SandboxUnderTest.refundOrder(number, fen, 1200);
        var answer = sandbox.post(SandboxUnderTest.REFUNDS, order.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return order.get("out_refund_no").asText();
    }

    /** Of today, on the next noon. */
    private List<String> bill(String type) throws Exception {
        if (prepareAnswer(today, type).statusCode() != 200) {
            sandbox.advance(Duration.ofDays(1));
        }
        return download(prepare(today, type));
    }

    private String prepare(LocalDate day, String type) throws Exception {
        var answer = prepareAnswer(day, type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SandboxUnderTest.json(answer).get("download_url").asText();
    }

    private HttpResponse<String> prepareAnswer(LocalDate day, String type) throws Exception {
        return sandbox.get("/v3/bill/tradebill?bill_date=" + day + type);
    }

    private List<String> download(String url) throws Exception {
        var address = URI.create(url);
        var path = address.getRawPath() + "?" + address.getRawQuery();
        var file = sandbox.sendTo(sandbox.signed("GET", path, ""), path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).endsWith("\r\n");
        return List.of(file.body().split("\r\n"));
    }
}
