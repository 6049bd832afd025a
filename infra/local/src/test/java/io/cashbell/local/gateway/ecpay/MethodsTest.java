package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each way to pay takes and refuses, and what the buyer is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodsTest {
    private static final String SHOP = "http://localhost:1/notify";

    private SandboxUnderTest sandbox;

    @BeforeAll
    void start() {
        sandbox = new SandboxUnderTest(null, Map.of("ECPAY_SANDBOX_CVS_LIMITS", "27-20000"));
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachMethodHasItsPage(Method method) throws Exception {
        var order = order(method.spelled());
        order.put("TotalAmount", "3000");

        var page = sandbox.create(order).body();

        assertThat(page)
                .contains(method.title(), "NT$3,000")
                .contains(method.isLater() ? "id=\"issue\"" : "id=\"pay\"");
        if (method.isLater()) {
            assertThat(page).doesNotContain("id=\"fail\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Credit, 5, 199999",
        "WebATM, 11, 49999",
        "ATM, 11, 49999",
        "CVS, 27, 20000",
        "BARCODE, 17, 20000",
        "TWQR, 6, 49999",
        "ApplePay, 5, 199999",
        "BNPL, 3000, 300000"
    })
    void amountsAtTheLimitsAreTakenAndBeyondThemRefused(String method, long least, long most)
            throws Exception {
        for (long amount : new long[] {least, most}) {
            var order = order(method);
            order.put("TotalAmount", String.valueOf(amount));
            assertThat(sandbox.create(order).body()).contains("開發者");
        }
        for (long amount : new long[] {least - 1, most + 1}) {
            var order = order(method);
            order.put("TotalAmount", String.valueOf(amount));
            CreateOrderTest.assertRefused(sandbox.create(order), "5100070");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ATM, ExpireDate, 0",
        "ATM, ExpireDate, 61",
        "ATM, ExpireDate, 3.5",
        "ATM, ExpireDate, tomorrow",
        "CVS, StoreExpireDate, 0",
        "CVS, StoreExpireDate, 43201",
        "BARCODE, StoreExpireDate, 31",
        "ATM, ChooseSubPayment, NOBANK",
        "CVS, ChooseSubPayment, BOT",
        "Credit, UnionPay, 3",
        "Credit, Redeem, yes",
        "Credit, CreditInstallment, 7",
        "Credit, CreditInstallment, '3,'",
        "CVS, Desc_1, 123456789012345678901",
        "ATM, PaymentInfoURL, https://shop.example.com:8443/info",
        "ATM, PaymentInfoURL, ftp://shop.example.com/info",
        "ATM, ClientRedirectURL, javascript:alert(1)"
    })
    void aWrongExtraParameterIsRefused(String method, String name, String value) throws Exception {
        var order = order(method);
        order.put(name, value);

        CreateOrderTest.assertRefused(sandbox.create(order), "PARAMETER");
    }

    @ParameterizedTest
    @CsvSource({
        "ATM, ExpireDate, 1",
        "ATM, ExpireDate, 60",
        "CVS, StoreExpireDate, 43200",
        "BARCODE, StoreExpireDate, 30",
        "ATM, ChooseSubPayment, LAND",
        "CVS, ChooseSubPayment, IBON",
        "Credit, UnionPay, 2",
        "Credit, CreditInstallment, '3,6,12,18,24'",
        "Credit, CreditInstallment, 30N",
        "ATM, PaymentInfoURL, http://localhost:9/info"
    })
    void aRightExtraParameterIsTaken(String method, String name, String value) throws Exception {
        var order = order(method);
        order.put(name, value);

        assertThat(sandbox.create(order).body()).contains("開發者");
    }

    @ParameterizedTest
    @CsvSource({"Redeem, Y", "UnionPay, 1"})
    void instalmentsCannotBeCombined(String name, String value) throws Exception {
        var order = order("Credit");
        order.put("CreditInstallment", "3,6");
        order.put(name, value);

        CreateOrderTest.assertRefused(sandbox.create(order), "PARAMETER");
    }

    @Test
    void recurringPaymentIsNotHere() throws Exception {
        var order = order("Credit");
        order.put("PeriodAmount", "1200");

        CreateOrderTest.assertRefused(sandbox.create(order), "10300023");
    }

    @Test
    void allLetsTheBuyerChooseAmongWhatIsNotHiddenAndFitsTheAmount() throws Exception {
        var order = order("ALL");
        order.put("IgnorePayment", "WebATM#TWQR#BNPL#WeiXin");
        order.put("TotalAmount", "30000");

        var page = sandbox.create(order).body();

        assertThat(page)
                .contains("id=\"method-Credit\"", "id=\"method-ATM\"", "id=\"method-ApplePay\"")
                // Hidden, or too dear for a shop's counter.
                .doesNotContain("method-WebATM", "method-TWQR", "method-BNPL")
                .doesNotContain("method-CVS", "method-BARCODE");
        var number = order.get("MerchantTradeNo");
        assertThat(sandbox.get("/ecpay/trade/" + number + "?method=ATM").body())
                .contains("id=\"issue\"", "國泰世華", "id=\"others\"");
        assertThat(sandbox.get("/ecpay/trade/" + number + "?method=CVS").body())
                .contains("id=\"method-Credit\"");
    }

    @Test
    void hidingEverythingLeavesNoMethod() throws Exception {
        var order = order("ALL");
        order.put("IgnorePayment", "Credit#WebATM#ATM#CVS#BARCODE#TWQR#ApplePay#BNPL");

        CreateOrderTest.assertRefused(sandbox.create(order), "10300023");
    }

    @Test
    void whatTheAmountLeavesMayBeNothing() throws Exception {
        var order = order("ALL");
        order.put("IgnorePayment", "Credit#ApplePay");
        order.put("TotalAmount", "1");

        CreateOrderTest.assertRefused(sandbox.create(order), "5100070");
    }

    @Test
    void instalmentsAndUnionPayAreOfferedAsTheOrderSays() throws Exception {
        var instalments = order("Credit");
        instalments.put("CreditInstallment", "3,12,30N");
        assertThat(sandbox.create(instalments).body())
                .contains("name=\"Instalments\"", "value=\"3\"", "value=\"12\"")
                .contains("fall back to one payment")
                .doesNotContain("value=\"24\"");
        var unionPay = order("Credit");
        unionPay.put("UnionPay", "0");
        assertThat(sandbox.create(unionPay).body()).contains("name=\"UnionPay\"");
        assertThat(sandbox.create(order("Credit")).body())
                .doesNotContain("name=\"UnionPay\"")
                .doesNotContain("name=\"Instalments\"");
    }

    private static Map<String, String> order(String method) {
        var order = SandboxUnderTest.order(SHOP);
        order.put("ChoosePayment", method);
        order.put("TotalAmount", method.equals("BNPL") ? "5000" : "1200");
        return order;
    }
}
