package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.ecpay.CheckMacValue.Hash;
import io.cashbell.local.gateway.http.Form;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file to reconcile with, read as others read ECPay's. */
class MediaFileTest {
    private static final String PATH = "/ecpay/PaymentMedia/TradeNoAio";
    private static final Pattern CELL = Pattern.compile("=(?:\"((?:[^\"]|\"\")*)\"|(-?\\d+))");

    private SandboxUnderTest sandbox;
    private String today;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        sandbox.atTaiwan("10:00");
        today = LocalDate.now(Trade.TAIWAN).plusDays(1).toString();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aPaidTradeStandsWhereReadersLookForIt() throws Exception {
        var order = SandboxUnderTest.order("http://localhost:1/notify");
        order.put("ItemName", "\"Tea\", 150g");
        var number = sandbox.opened(order);
        sandbox.command(number, "pay", "{\"callbacks\": 0}");

        var lines = lines(request());

        assertThat(cells(lines.get(0)))
                .startsWith("訂單日期", "廠商訂單編號", "綠界訂單編號", "店鋪代號", "MID", "平台名稱", "付款方式")
                .contains("付款狀態", "交易金額", "應收款項(淨額)")
                .hasSize(32);
        var cells = cells(lines.get(1));
        assertThat(cells).hasSize(32);
        assertThat(cells.get(0)).startsWith(today);
        assertThat(cells.get(1)).isEqualTo(number);
        assertThat(cells.get(2)).isEqualTo(sandbox.trade(number).get("tradeNo").asText());
        assertThat(cells.get(6)).isEqualTo("信用卡");
        assertThat(cells.get(11)).startsWith(today).endsWith("已付款");
        assertThat(cells.get(12)).isEqualTo("1200");
        assertThat(cells.get(15)).isEqualTo("33");
        assertThat(cells.get(17)).isEqualTo("1167");
        assertThat(cells.get(21)).isEqualTo("\"\"Tea\"\", 150g");
    }

    @Test
    void aRefundIsInTheLineOfItsTrade() throws Exception {
        var number = paid("Credit");
        sandbox.post("/control/ecpay/closing", "");
        sandbox.post("/control/ecpay/closing", "");
        sandbox.ask(
                "/ecpay/CreditDetail/DoAction",
                Map.of(
                        "MerchantID",
                        "3002607",
                        "MerchantTradeNo",
                        number,
                        "TradeNo",
                        sandbox.trade(number).get("tradeNo").asText(),
                        "Action",
                        "R",
                        "TotalAmount",
                        "200"));

        var cells = cells(lines(request()).get(1));

        assertThat(cells.get(14)).isEqualTo("200");
        assertThat(cells.get(13)).isNotEmpty();
        assertThat(cells.get(17)).isEqualTo("967");
    }

    @Test
    void big5IsSpokenUnlessUtf8IsAskedFor() throws Exception {
        paid("ATM");
        var request = request();
        request.remove("CharSet");
        var answer =
                sandbox.bytes(
                        PATH, Form.encode(CheckMacValue.sign(request, SandboxUnderTest.MERCHANT)));

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=Big5");
        assertThat(new String(answer.body(), Charset.forName("Big5"))).contains("ATM櫃員機");
        assertThat(download(request())).contains("ATM櫃員機");
    }

    @ParameterizedTest
    @CsvSource({
        "DateType, 2, 2",
        "DateType, 6, 4",
        "DateType, 4, 0",
        "PaymentStatus, 0, 1",
        "PaymentStatus, 1, 2",
        "PaymentStatus, 2, 1",
        "PaymentType, 01, 2",
        "PaymentType, 03, 1",
        "AllocateStatus, 0, 4",
        "AllocateStatus, 1, 0",
        "PlatformStatus, 1, 4",
        "PlatformStatus, 2, 0",
        "MerchantID, 3002607, 4"
    })
    void onlyWhatIsAskedForIsInIt(String name, String value, int lines) throws Exception {
        paid("Credit");
        paid("ATM");
        var failed = sandbox.opened(SandboxUnderTest.order("http://localhost:1/notify"));
        sandbox.command(failed, "fail", "{\"callbacks\": 0}");
        sandbox.opened(SandboxUnderTest.order("http://localhost:1/notify"));
        var request = request();
        request.put(name, value);

        assertThat(lines(request)).hasSize(1 + lines);
    }

    @Test
    void otherDaysAreNotInIt() throws Exception {
        paid("Credit");
        var request = request();
        var day = LocalDate.parse(today);
        request.put("BeginDate", day.minusDays(7).toString());
        request.put("EndDate", day.minusDays(1).toString());

        assertThat(lines(request)).hasSize(1);
    }

    @Test
    void theOldFormatIsPlain() throws Exception {
        var number = paid("CVS");
        var request = request();
        request.put("MediaFormated", "0");

        var lines = lines(request);

        assertThat(lines.get(0)).startsWith("交易日期,綠界交易序號,特店訂單編號,");
        assertThat(lines.get(1).split(",", -1)[2]).isEqualTo(number);
    }

    @Test
    void md5IsAChecksumToo() throws Exception {
        var number = paid("Credit");
        var fields = new LinkedHashMap<>(request());
        fields.put(
                CheckMacValue.NAME, CheckMacValue.of(fields, SandboxUnderTest.MERCHANT, Hash.MD5));

        assertThat(sandbox.form(PATH, fields).body()).contains(number);
        fields.put("EndDate", "2099-01-01");
        assertThat(sandbox.form(PATH, fields).body()).startsWith("10200073|");
    }

    @ParameterizedTest
    @CsvSource({
        "DateType, 1",
        "DateType, ''",
        "MediaFormated, 9",
        "BeginDate, 2026/01/01",
        "EndDate, 2020-01-01",
        "CharSet, 3",
        "PaymentType, 99"
    })
    void aWrongParameterIsRefused(String name, String value) throws Exception {
        var request = request();
        request.put(name, value);

        assertThat(download(request)).startsWith("PARAMETER|");
    }

    private String paid(String method) throws Exception {
        var order = SandboxUnderTest.order("http://localhost:1/notify");
        order.put("ChoosePayment", method);
        var number = sandbox.opened(order);
        sandbox.command(number, "pay", "{\"callbacks\": 0}");
        return number;
    }

    private Map<String, String> request() {
        var request = new LinkedHashMap<String, String>();
        request.put("MerchantID", "3002607");
        request.put("DateType", "6");
        request.put("BeginDate", today);
        request.put("EndDate", today);
        request.put("MediaFormated", "1");
        request.put("CharSet", "2");
        return request;
    }

    private String download(Map<String, String> request) throws Exception {
        return sandbox.ask(PATH, request);
    }

    private List<String> lines(Map<String, String> request) throws Exception {
        return download(request).lines().toList();
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = CELL.matcher(line);
        while (cell.find()) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1));
        }
        return cells;
    }
}
