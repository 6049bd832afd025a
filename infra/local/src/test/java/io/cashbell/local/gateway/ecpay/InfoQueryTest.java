package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoQueryTest {
    private static final String PATH = "/ecpay/Cashier/QueryPaymentInfo";

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

    @ParameterizedTest
    @CsvSource({"ATM, 2", "CVS, 10100073", "BARCODE, 10100073"})
    void itTellsWhatTheNoticeTold(String method, String code) throws Exception {
        var number = issued(method);
        var notice = shop.awaitHeard(1).getFirst().fields();

        var answer = sandbox.query(PATH, number);

        assertThat(answer).containsEntry("RtnCode", code);
        assertThat(CheckMacValue.matches(answer, SandboxUnderTest.MERCHANT)).isTrue();
        notice.remove(CheckMacValue.NAME);
        assertThat(answer).containsAllEntriesOf(notice);
    }

    @Test
    void anAddressInItIsCutAtTheFirstEqualsSignOnly() throws Exception {
        var number = issued("CVS");

        assertThat(sandbox.query(PATH, number).get("PaymentURL")).contains("?PaymentNo=LLL");
    }

    @Test
    void oncePaidThereIsNothingToTell() throws Exception {
        var number = issued("ATM");
        sandbox.command(number, "pay", "{\"callbacks\": 0}");

        assertThat(sandbox.query(PATH, number)).containsEntry("RtnCode", "10200047");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Credit", "TWQR", "WebATM"})
    void whatIssuesNoNumberHasNone(String method) throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("ChoosePayment", method);

        var answer = sandbox.query(PATH, sandbox.opened(order));

        assertThat(answer).containsEntry("RtnCode", "10200047");
        assertThat(CheckMacValue.matches(answer, SandboxUnderTest.MERCHANT)).isTrue();
    }

    @Test
    void aWrongChecksumIsRefused() throws Exception {
        var answer =
                sandbox.form(
                        PATH,
                        Map.of(
                                "MerchantID",
                                "3002607",
                                "MerchantTradeNo",
                                "X",
                                "TimeStamp",
                                "1",
                                "CheckMacValue",
                                "AA"));

        assertThat(answer.body()).startsWith("10200073|CheckMacValue Error");
    }

    private String issued(String method) throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("ChoosePayment", method);
        order.put("PaymentInfoURL", shop.notifyUrl() + "/info");
        var number = sandbox.opened(order);
        sandbox.command(number, "issue", "");
        return number;
    }
}
