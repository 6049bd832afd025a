package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.APP_ID;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.MCH_ID;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.MERCHANT;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.NOW;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.PRICE;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.TRANSACTION;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.stamp;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.gateway.StatementLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat Pay's bill of a day, whole, broken and long. */
class WechatpayStatementTest {

    private static final String HEADING =
            "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
    private static final String SUMS_HEADING = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
    private static final BusinessDay DAY =
            new BusinessDay(LocalDate.parse("2026-01-01"), Currency.getInstance("CNY"));
    private static final String DOWNLOAD = "/v3/billdownload/file?token=abc%2Fd";
    private static final int ROWS = 100_000;

    private final List<StatementLine> lines = new ArrayList<>();
    private final List<RefundLine> refunds = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private HttpServer wechat;
    private volatile int status = 200;
    private volatile String application = "";
    private volatile Map<String, String> headers = Map.of();
    private volatile int fileStatus = 200;
    private volatile byte[] file = new byte[0];

    @BeforeEach
    void open() throws IOException {
        wechat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wechat.createContext("/", this::answer);
        wechat.start();
    }

    @AfterEach
    void close() {
        wechat.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            asked.add(target);
            assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"" + MCH_ID);
            boolean isFile = target.contains("billdownload");
            byte[] body = isFile ? file : application.getBytes(StandardCharsets.UTF_8);
            if (!isFile) {
                headers.forEach(exchange.getResponseHeaders()::add);
            }
            exchange.sendResponseHeaders(
                    isFile ? fileStatus : status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void aPaymentIsReadByItsHeadings() throws Exception {
        says(
                row(FIRST.value(), "NATIVE", "SUCCESS", "龙井茶", "88.00", "0.00"),
                sums(1, "88.00", "0"));

        read();

        assertThat(lines)
                .containsExactly(
                        new StatementLine(
                                FIRST.value(),
                                new GatewayReference(TRANSACTION),
                                PaymentMethod.WECHATPAY_NATIVE,
                                PRICE,
                                true,
                                "SUCCESS",
                                ORDER));
        assertThat(asked)
                .containsExactly(
                        "/v3/bill/tradebill?bill_date=2026-01-01&bill_type=ALL&tar_type=GZIP",
                        DOWNLOAD);
    }

    @Test
    void unpackedItIsReadAsWell() throws Exception {
        bill(text(row("A1", "JSAPI", "SUCCESS", "茶", "1.00", "0.00"), sums(1, "1.00", "0")), false);

        statement(new WechatpayBillConfig(false, Duration.ofSeconds(5), 1_000_000))
                .read(DAY, lines::add, refunds::add);

        assertThat(lines).singleElement().matches(StatementLine::paid);
        assertThat(asked.getFirst()).endsWith("&bill_type=ALL");
    }

    @Test
    void commasMarksAndBlanksInADescriptionMoveNoColumn() throws Exception {
        says(
                row("A1", "NATIVE", "SUCCESS", "Tea, 150g,`and a cup,`", "1.00", "0.00"),
                row("A2", "APP", "SUCCESS", "", "2.00", "0.00"),
                sums(2, "3.00", "0"));

        read();

        assertThat(lines).extracting(StatementLine::attempt).containsExactly("A1", "A2");
        assertThat(lines).extracting(StatementLine::orderId).containsExactly(ORDER, ORDER);
        assertThat(lines.get(1).method()).isNull();
    }

    @Test
    void whatAnotherAppTookIsAddedUpAndIsNotOurs() throws Exception {
        says(
                row("A1", "NATIVE", "SUCCESS", "茶", "1.00", "0.00").replace(APP_ID, "wxanother"),
                row("A1", "NATIVE", "REFUND", "茶", "0.00", "0.40"),
                row("A2", "NATIVE", "REVOKED", "茶", "2.00", "0.00"),
                sums(3, "3.00", "0.40"));

        read();

        assertThat(lines).extracting(StatementLine::attempt).containsExactly("A2");
        assertThat(lines.getFirst().paid()).isFalse();
        assertThat(refunds)
                .containsExactly(
                        new RefundLine(
                                "A1", ORDER, "0", Money.of("0.40", "CNY"), Outcome.OPEN, ""));
    }

    @Test
    void aDayOnWhichNothingHappenedIsEmpty() throws Exception {
        refuses(400, "NO_STATEMENT_EXIST");

        read();

        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, STATEMENT_CREATING, not-ready",
        "429, FREQUENCY_LIMITED, too-often",
        "400, PARAM_ERROR, not-answered",
        "500, SYSTEM_ERROR, not-answered",
    })
    void aRefusalIsNoEmptyDay(int code, String word, String reason) {
        refuses(code, word);

        refused(reason);
    }

    @Test
    void anAddressThatNobodySignedIsNotFollowed() {
        says(sums(0, "0.00", "0.00"));
        headers = Map.of();

        refused("not-verified");
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hash_type\":\"MD5\",\"hash_value\":\"79bb0f45fc4c42234a918000b2668d689e2bde04\",\"download_url\":\"https://api.mch.weixin.qq.com/v3/billdownload/file?token=a\"}",
                "{\"hash_type\":\"SHA1\",\"hash_value\":\"79bb\",\"download_url\":\"https://api.mch.weixin.qq.com/v3/billdownload/file?token=a\"}",
                "{\"hash_type\":\"SHA1\",\"hash_value\":\"79bb0f45fc4c42234a918000b2668d689e2bde04\",\"download_url\":\"https://api.mch.weixin.qq.com/v3/pay/transactions?a=b\"}",
                "{\"hash_type\":\"SHA1\",\"hash_value\":\"79bb0f45fc4c42234a918000b2668d689e2bde04\"}"
            })
    void anAddressThatIsNotAsDocumentedIsNotFollowed(String answer) {
        application = answer;
        headers = stamp(answer);

        refused("unreadable");
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500})
    void aFileThatIsRefusedIsNoEmptyDay(int code) {
        says(sums(0, "0.00", "0.00"));
        fileStatus = code;

        refused("not-answered");
    }

    @Test
    void anotherHashIsAnotherFile() {
        String text =
                text(row("A1", "NATIVE", "SUCCESS", "茶", "1.00", "0.00"), sums(1, "1.00", "0"));
        bill(text, true);
        file = packed(text.replace("A1", "A2").getBytes(StandardCharsets.UTF_8));

        refused("another-hash");
    }

    @Test
    void aFileThatBreaksOffIsNoStatement() {
        says(row("A1", "NATIVE", "SUCCESS", "茶", "1.00", "0.00"), sums(1, "1.00", "0"));
        file = Arrays.copyOf(file, file.length - 12);

        refused("no-answer");
    }

    @Test
    void aBillWithoutItsSumsIsNoStatement() {
        bill(
                "\uFEFF"
                        + HEADING
                        + "\r\n"
                        + row("A1", "NATIVE", "SUCCESS", "茶", "1.00", "0.00")
                        + "\r\n",
                true);

        refused("no-answer");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1.00, 0.00",
        "1, 1.01, 0.00",
        "1, 1.00, 0.01",
    })
    void sumsThatAreNotThoseOfTheRowsFailTheWhole(int count, String amount, String refunds) {
        says(row("A1", "NATIVE", "SUCCESS", "茶", "1.00", "0.00"), sums(count, amount, refunds));

        refused("does-not-add-up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.0x; CNY; ours; broken-line",
                "-1.00; CNY; ours; broken-line",
                "1.001; CNY; ours; broken-line",
                "1.00; USD; ours; broken-line",
                "1.00; CNY; 1999999999; another-merchant"
            })
    void aRowThatIsNotAsExpectedFailsTheWhole(
            String amount, String currency, String merchant, String reason) {
        says(
                row("A1", "NATIVE", "SUCCESS", "茶", amount, "0.00")
                        .replace("`CNY", "`" + currency)
                        .replace(MCH_ID, merchant.equals("ours") ? MCH_ID : merchant),
                sums(1, "1.00", "0.00"));

        refused(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!doctype html>", "{\"code\":\"PARAM_ERROR\"}", "交易时间,商户号\r\n", "\r\n"})
    void whatIsNoBillIsNoEmptyDay(String text) {
        bill(text, true);

        refused(text.isBlank() ? "empty" : "not-a-statement");
    }

    @Test
    void aBillOfNoReasonableSizeIsGivenUpHoweverSmallItIsPacked() {
        says(
                row("A1", "NATIVE", "SUCCESS", "茶".repeat(4_000), "1.00", "0.00"),
                sums(1, "1.00", "0.00"));

        refused("no-answer", new WechatpayBillConfig(true, Duration.ofSeconds(5), 10_000));
    }

    @Test
    void aHundredThousandRowsGoByWithoutBeingHeld() throws Exception {
        String rows =
                IntStream.range(0, ROWS)
                        .mapToObj(i -> row("A" + i, "NATIVE", "SUCCESS", "茶", "1.01", "0.00"))
                        .collect(Collectors.joining("\r\n"));
        says(rows, sums(ROWS, "101000.00", "0.00"));
        AtomicLong fen = new AtomicLong();

        statement(new WechatpayBillConfig(true, Duration.ofMinutes(1), 100_000_000))
                .read(DAY, line -> fen.addAndGet(line.amount().minorUnits()), refunds::add);

        assertThat(fen).hasValue(101L * ROWS);
    }

    @Test
    void aLineIsConfirmedByASignedAnswerThatBringsOurOrderBack() throws Exception {
        application = transaction("SUCCESS").toString();
        headers = stamp(application);

        GatewayNotice notice = statement(config()).confirm(FIRST.value(), null).orElseThrow();

        assertThat(notice.orderId()).isEqualTo(ORDER);
        assertThat(notice.claim())
                .isEqualTo(new Claim(MERCHANT, FIRST, PRICE, new GatewayReference(TRANSACTION)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTPAY", "another", "unsigned"})
    void whatNobodyConfirmsIsNotSettled(String what) {
        application =
                (what.equals("another")
                                ? transaction("SUCCESS").put("appid", "wxanother")
                                : transaction(what.equals("NOTPAY") ? "NOTPAY" : "SUCCESS"))
                        .toString();
        headers = what.equals("unsigned") ? Map.of() : stamp(application);

        assertThat(statement(config()).confirm(FIRST.value(), ORDER)).isEmpty();
    }

    private void read() throws NoStatementException {
        statement(config()).read(DAY, lines::add, refunds::add);
    }

    private void refused(String reason) {
        refused(reason, config());
    }

    private void refused(String reason, WechatpayBillConfig config) {
        assertThatExceptionOfType(NoStatementException.class)
                .isThrownBy(() -> statement(config).read(DAY, lines::add, refunds::add))
                .satisfies(none -> assertThat(none.reason()).isEqualTo(reason));
    }

    private static WechatpayBillConfig config() {
        return new WechatpayBillConfig(true, Duration.ofSeconds(5), 1_000_000);
    }

    private WechatpayStatement statement(WechatpayBillConfig bills) {
        WechatpayConfig config =
                WechatpayFixtures.config(
                        URI.create("http://localhost:" + wechat.getAddress().getPort()));
        WechatpayClient client = WechatpayFixtures.client(config, clock);
        return new WechatpayStatement(
                config, bills, client, new WechatpayOrders(config, client, clock));
    }

    private void refuses(int code, String word) {
        status = code;
        application = "{\"code\":\"" + word + "\",\"message\":\"…\"}";
        headers = stamp(application);
    }

    private void says(String... lines) {
        bill(text(lines), true);
    }

    private static String text(String... lines) {
        String all = String.join("\r\n", lines);
        return "\uFEFF" + HEADING + "\r\n" + all + "\r\n";
    }

    private void bill(String text, boolean gzip) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        file = gzip ? packed(plain) : plain;
        application =
                JSON.createObjectNode()
                        .put("hash_type", "SHA1")
                        .put("hash_value", sha1(plain))
                        // Whatever host it names, ours is asked.
                        .put("download_url", "https://api.mch.weixin.qq.com" + DOWNLOAD)
                        .toString();
        headers = stamp(application);
    }

    private static String row(
            String number,
            String type,
            String state,
            String description,
            String amount,
            String refund) {
        return "`2026-01-01 10:03:00,`%s,`%s,`0,`,`%s,`%s,`openid,`%s,`%s,`OTHERS,`CNY,`%s,`0.00,`0,`0,`%s,`0.00,`,`,`%s,`%s,`0.00600,`0.60%%,`%s,`%s,`"
                .formatted(
                        APP_ID,
                        MCH_ID,
                        TRANSACTION,
                        number,
                        type,
                        state,
                        amount,
                        refund,
                        description,
                        ORDER,
                        amount,
                        refund);
    }

    private static String sums(int count, String amounts, String refunds) {
        return SUMS_HEADING
                + "\r\n`%d,`%s,`%s,`0.00,`0.00600,`%s,`%s"
                        .formatted(count, amounts, refunds, amounts, refunds);
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static String sha1(byte[] plain) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(plain));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
