package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What NeedExtraPaidInfo tells of each way to pay. */
class PaidInfoTest {
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
    @CsvSource({
        "WebATM, CHINATRUST, WebATM_CHINATRUST, WebATMAccBank, 822",
        "ATM, BOT, ATM_BOT, ATMAccBank, 004",
        "CVS, OK, CVS_OK, PayFrom, okmart",
        "CVS, HILIFE, CVS_HILIFE, PayFrom, hilife",
        "CVS, IBON, CVS_IBON, PayFrom, ibon",
        "BARCODE, BARCODE, BARCODE_BARCODE, PayFrom, family"
    })
    void whoPaidWithoutACardIsSaid(
            String method, String sub, String paymentType, String field, String value)
            throws Exception {
        var fields = paid(Map.of("ChoosePayment", method), "\"sub\": \"" + sub + "\"");

        assertThat(fields)
                .containsEntry("PaymentType", paymentType)
                .containsEntry(field, value)
                .containsEntry("gwsr", "0")
                .containsEntry("card4no", "")
                .containsEntry("auth_code", "");
    }

    @Test
    void aCodeIsRepeatedWhenItIsPaid() throws Exception {
        var fields = paid(Map.of("ChoosePayment", "CVS"), "\"sub\": \"CVS\"");

        assertThat(fields.get("PaymentNo")).matches("LLL\\d{11}");
    }

    @Test
    void twqrHasANumberOfItsOwn() throws Exception {
        assertThat(paid(Map.of("ChoosePayment", "TWQR"), "\"callbacks\": 1"))
                .containsEntry("PaymentType", "TWQR_OPAY")
                .hasEntrySatisfying("TWQRTradeNo", value -> assertThat(value).isNotEmpty());
    }

    @Test
    void applePayIsACard() throws Exception {
        assertThat(paid(Map.of("ChoosePayment", "ApplePay"), "\"callbacks\": 1"))
                .containsEntry("PaymentType", "ApplePay")
                .containsEntry("auth_code", "777777");
    }

    /** The example of ECPay's own guide: 1733 in six parts are 293 and five times 288. */
    @Test
    void whatDoesNotDivideGoesToTheFirstInstalment() throws Exception {
        var fields =
                paid(
                        Map.of("TotalAmount", "1733", "CreditInstallment", "3,6"),
                        "\"instalments\": 6");

        assertThat(fields)
                .containsEntry("stage", "6")
                .containsEntry("stast", "293")
                .containsEntry("staed", "288");
    }

    @Test
    void aUnionPayCardIsToldByItsNumber() throws Exception {
        var fields = paid(Map.of("UnionPay", "1"), "\"callbacks\": 1");

        assertThat(fields).containsEntry("card6no", "621611");
    }

    @Test
    void pointsAreToldApart() throws Exception {
        assertThat(paid(Map.of("Redeem", "Y"), "\"callbacks\": 1"))
                .containsEntry("red_de_amt", "1")
                .containsEntry("red_ok_amt", "1199");
    }

    private Map<String, String> paid(Map<String, String> extra, String option) throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("NeedExtraPaidInfo", "Y");
        order.putAll(extra);
        var number = sandbox.opened(order);
        assertThat(sandbox.command(number, "pay", "{" + option + "}").statusCode()).isEqualTo(200);
        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(CheckMacValue.matches(fields, SandboxUnderTest.MERCHANT)).isTrue();
        return fields;
    }
}
