package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.gateway.StatementLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ECPay's file of a day, whole, broken and long. */
class EcpayStatementTest {

    private static final String HEADING =
            "=\"訂單日期\",=\"廠商訂單編號\",=\"綠界訂單編號\",=\"MID\",=\"付款方式\",=\"付款狀態\",=\"交易金額\",=\"商品名稱\"";
    private static final BusinessDay DAY =
            new BusinessDay(LocalDate.parse("2026-01-01"), Currency.getInstance("TWD"));
    private static final int ROWS = 100_000;

    private final Clock clock = Clock.fixed(STARTED_AT, ZoneOffset.UTC);
    private final List<StatementLine> lines = new ArrayList<>();
    private final List<RefundLine> refunds = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer ecpay;
    private volatile int status = 200;
    private volatile byte[] file = new byte[0];
    private volatile String type = "text/csv; charset=UTF-8";
    private volatile String asked = "";

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private volatile Answer answer =
            exchange -> {
                exchange.sendResponseHeaders(status, file.length == 0 ? -1 : file.length);
                exchange.getResponseBody().write(file);
            };

    @BeforeEach
    void open() throws IOException {
        ecpay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ecpay.createContext(
                "/ecpay/PaymentMedia/TradeNoAio",
                exchange -> {
                    asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", type);
                    try (exchange) {
                        answer.to(exchange);
                    }
                });
        ecpay.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        ecpay.stop(0);
    }

    @Test
    void aLineIsReadByItsHeadings() throws Exception {
        says(HEADING, line("A1", "2601011000001234", "信用卡", "2026-01-01 10:03:00 已付款", "1200"));

        read();

        assertThat(lines)
                .containsExactly(
                        new StatementLine(
                                "A1",
                                new GatewayReference("2601011000001234"),
                                PaymentMethod.ECPAY_CREDIT,
                                Money.of("1200", "TWD"),
                                true,
                                "2026-01-01 10:03:00 已付款",
                                null));
        assertThat(asked)
                .startsWith("BeginDate=2026-01-01&CharSet=2&CheckMacValue=")
                .endsWith("&DateType=2&EndDate=2026-01-01&MediaFormated=1&MerchantID=3002607");
    }

    @ParameterizedTest
    @CsvSource({
        "網路ATM, ecpay-webatm",
        "ATM櫃員機, ecpay-atm",
        "超商代碼, ecpay-cvs",
        "超商條碼, ecpay-barcode",
        "刷臉, ",
    })
    void aMethodIsTheOneThatItsWordingNames(String wording, String code) throws Exception {
        says(HEADING, line("A1", "26", wording, "已付款", "1200"));

        read();

        PaymentMethod method = lines.getFirst().method();
        assertThat(method == null ? null : method.code()).isEqualTo(code);
    }

    @Test
    void whatIsNotSaidToBePaidIsNot() throws Exception {
        says(HEADING, line("A1", "26", "信用卡", "訂單失敗", "1200"));

        read();

        assertThat(lines.getFirst().paid()).isFalse();
    }

    @Test
    void whatWentBackIsReadWhereTheFileSaysIt() throws Exception {
        says(
                HEADING.replace("=\"商品名稱\"", "=\"退款金額\""),
                "=\"2026-01-01\",=\"A1\",=\"26\",=\"3002607\",=\"信用卡\",=\"已付款\",=1200,=300",
                "=\"2026-01-01\",=\"A2\",=\"27\",=\"3002607\",=\"信用卡\",=\"已付款\",=640,=0");

        read();

        assertThat(refunds)
                .containsExactly(
                        new RefundLine(
                                "A1", null, null, Money.of("300", "TWD"), Outcome.BACK, "已付款"));
    }

    @Test
    void quotesCommasAndLineEndsInANameMoveNoColumn() throws Exception {
        says(
                HEADING,
                "=\"2026-01-01\",=\"A1\",=\"26\",=\"3002607\",=\"信用卡\",=\"已付款\",=1200,"
                        + "=\"\"\"Tea\"\", 150g\r\nand a cup\"",
                line("A2", "27", "信用卡", "已付款", "640"));

        read();

        assertThat(lines).extracting(StatementLine::attempt).containsExactly("A1", "A2");
    }

    @Test
    void aFileInBig5IsReadWhereEcpaySaysSo() throws Exception {
        type = "text/csv; charset=Big5";
        file =
                (HEADING + "\r\n" + line("A1", "26", "ATM櫃員機", "已付款", "1200") + "\r\n")
                        .getBytes(Charset.forName("Big5"));

        read();

        assertThat(lines).singleElement().matches(StatementLine::paid);
    }

    @Test
    void aDayWithoutTradesHasAHeading() throws Exception {
        says(HEADING);

        read();

        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10200073|CheckMacValue Error",
                "<!doctype html><title>502</title>",
                "=\"訂單日期\",=\"廠商訂單編號\"\r\n",
            })
    void whatIsNoStatementIsNoEmptyDay(String text) {
        file = text.getBytes(StandardCharsets.UTF_8);

        refused(text.isEmpty() ? "empty" : text.contains("=") ? "not-a-statement" : null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "=\"2026-01-01\",=\"A1\",=\"26\",=\"3002607\",=\"信用卡\",=\"已付款\",=12.5,=\"x\"; broken-line",
                "=\"2026-01-01\",=\"A1\",=\"26\",=\"3002607\",=\"信用卡\",=\"已付款\",=-5,=\"x\"; broken-line",
                "=\"2026-01-01\",=\"A1\",=\"26\",=\"3002607\",=\"信用卡\",=\"已付款\",=12,x,y; broken-line",
                "=\"2026-01-01\",=\"A1\",=\"26\",=\"3002608\",=\"信用卡\",=\"已付款\",=12,=\"x\"; another-merchant",
            })
    void aLineThatIsNotAsExpectedFailsTheWhole(String line, String reason) {
        says(HEADING, line);

        refused(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 302})
    void aRefusalIsNoEmptyDay(int code) {
        says(HEADING);
        status = code;

        refused(code == 403 ? "too-often" : "not-answered");
    }

    @Test
    void aFileThatBreaksOffIsNoStatement() {
        says(HEADING, line("A1", "26", "信用卡", "已付款", "1200"));
        byte[] whole = file;
        answer =
                exchange -> {
                    exchange.sendResponseHeaders(200, whole.length + 100L);
                    exchange.getResponseBody().write(whole);
                };

        refused("no-answer");
    }

    @Test
    void aLastLineWithoutItsEndIsNoStatement() {
        file =
                (HEADING + "\r\n" + line("A1", "26", "信用卡", "已付款", "1200"))
                        .getBytes(StandardCharsets.UTF_8);

        refused("no-answer");
    }

    @Test
    void aFileThatNeverEndsIsGivenUp() {
        answer =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody()
                            .write((HEADING + "\r\n").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    try {
                        over.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                };

        refused("no-answer", media(Duration.ofMillis(300), 1_000_000));
    }

    @Test
    void aFileOfNoReasonableSizeIsGivenUp() {
        says(HEADING, line("A1", "26", "信用卡", "已付款", "1200"));

        refused("no-answer", media(Duration.ofSeconds(5), 50));
    }

    @Test
    void aHundredThousandLinesGoByWithoutBeingHeld() throws Exception {
        answer =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    Writer text =
                            new BufferedWriter(
                                    new OutputStreamWriter(
                                            exchange.getResponseBody(), StandardCharsets.UTF_8));
                    text.write(HEADING + "\r\n");
                    for (int i = 0; i < ROWS; i++) {
                        text.write(line("A" + i, "26" + i, "信用卡", "已付款", "" + (5 + i)) + "\r\n");
                    }
                    text.flush();
                };
        AtomicLong count = new AtomicLong();
        AtomicLong dollars = new AtomicLong();
        long began = System.nanoTime();

        statement(media(Duration.ofMinutes(1), 100_000_000))
                .read(
                        DAY,
                        line -> {
                            count.incrementAndGet();
                            dollars.addAndGet(line.amount().minorUnits() / 100);
                        },
                        refunds::add);

        System.out.printf(
                "ECPay's file: %,d rows in %d ms%n", ROWS, (System.nanoTime() - began) / 1_000_000);
        assertThat(count).hasValue(ROWS);
        assertThat(dollars).hasValue(5L * ROWS + (long) ROWS * (ROWS - 1) / 2);
    }

    private void read() throws NoStatementException {
        statement(media(Duration.ofSeconds(5), 1_000_000)).read(DAY, lines::add, refunds::add);
    }

    private void refused(@Nullable String reason) {
        refused(reason, media(Duration.ofSeconds(5), 1_000_000));
    }

    private void refused(@Nullable String reason, EcpayMediaConfig config) {
        assertThatExceptionOfType(NoStatementException.class)
                .isThrownBy(() -> statement(config).read(DAY, lines::add, refunds::add))
                .satisfies(
                        none -> {
                            if (reason != null) {
                                assertThat(none.reason()).isEqualTo(reason);
                            }
                        });
    }

    private static EcpayMediaConfig media(Duration timeout, long mostBytes) {
        return new EcpayMediaConfig(null, EcpayAuth.Digest.SHA256, timeout, mostBytes);
    }

    private EcpayStatement statement(EcpayMediaConfig media) {
        EcpayConfig config =
                new EcpayConfig(
                        URI.create("http://localhost:" + ecpay.getAddress().getPort() + "/ecpay"),
                        MERCHANT,
                        "pwFHCqoQZGmho4w6",
                        "EkRm7iFT261dpevs",
                        false,
                        Duration.ofSeconds(5));
        EcpayClient client =
                new EcpayClient(
                        config,
                        media,
                        new EcpayAuth(config),
                        new SimpleMeterRegistry(),
                        new FakeWarnings(),
                        clock);
        return new EcpayStatement(config, client, EcpayFixtures.gateway(config, clock));
    }

    private void says(String... text) {
        file = (String.join("\r\n", text) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(
            String number, String reference, String method, String standing, String dollars) {
        return "=\"2026-01-01 10:00:00\",=\"%s\",=\"%s\",=\"3002607\",=\"%s\",=\"%s\",=%s,=\"茶 x 2\""
                .formatted(number, reference, method, standing, dollars);
    }
}
