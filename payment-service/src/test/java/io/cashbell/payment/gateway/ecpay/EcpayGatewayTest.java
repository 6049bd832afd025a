package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.SessionAnswer;
import java.net.URI;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcpayGatewayTest {

    private final EcpayGateway gateway =
            new EcpayGateway(
                    EcpayFixtures.CONFIG,
                    new EcpayAuth(EcpayFixtures.CONFIG),
                    EcpayFixtures.client(EcpayFixtures.CONFIG, Clock.systemUTC()),
                    new ShopAddresses(
                            URI.create("https://pay.shop.example/"),
                            URI.create("https://shop.example")),
                    Clock.systemUTC());

    @Test
    @Tag("S1-23")
    @Tag("S4-40")
    void theFormAsksForOneCardPaymentOfThisOrder() {
        GatewayPage.Form form = form(opened());
        Map<String, String> fields = form.fields();

        assertThat(form.action())
                .isEqualTo(URI.create("http://localhost:8090/ecpay/Cashier/AioCheckOut/V5"));
        assertThat(fields)
                .contains(
                        entry("MerchantID", "3002607"),
                        entry("MerchantTradeNo", FIRST.value()),
                        entry("MerchantTradeDate", "2026/01/01 10:00:00"),
                        entry("PaymentType", "aio"),
                        entry("TotalAmount", "1200"),
                        entry("ItemName", "阿里山高山烏龍 x 2#日月潭紅茶 x 1"),
                        entry("ReturnURL", "https://pay.shop.example/gateways/ecpay/notify"),
                        entry("OrderResultURL", "https://pay.shop.example/gateways/ecpay/return"),
                        entry("ClientBackURL", "https://shop.example/result?order=" + ORDER),
                        entry("ChoosePayment", "Credit"),
                        entry("EncryptType", "1"),
                        entry("NeedExtraPaidInfo", "Y"),
                        entry("CustomField1", ORDER.value()));
        assertThat(fields.keySet())
                .as("optional parameters that are not used are left out")
                .isEqualTo(
                        Set.of(
                                "MerchantID",
                                "MerchantTradeNo",
                                "MerchantTradeDate",
                                "PaymentType",
                                "TotalAmount",
                                "TradeDesc",
                                "ItemName",
                                "ReturnURL",
                                "OrderResultURL",
                                "ClientBackURL",
                                "ChoosePayment",
                                "EncryptType",
                                "NeedExtraPaidInfo",
                                "CustomField1",
                                "CheckMacValue"));
    }

    @Test
    void theFormIsSignedAsItIsSent() {
        Map<String, String> fields = form(opened()).fields();

        assertThat(
                        new EcpayAuth(EcpayFixtures.CONFIG)
                                .verify(fields, fields.getOrDefault("CheckMacValue", "")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "zh-TW, ",
        "zh-Hant, ",
        "zh, ",
        "zh-CN, CHI",
        "zh-Hans, CHI",
        "en, ENG",
        "en-GB, ENG",
        "ko-KR, KOR",
        "ja, JPN",
        "fr, ENG"
    })
    void thePageSpeaksTheBuyersLanguage(String locale, String expected) {
        assertThat(form(in(locale)).fields().get("Language")).isEqualTo(expected);
    }

    @Test
    void onlyWholePositiveDollarsAreTaken() {
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("1", "TWD"))).isTrue();
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("0", "TWD"))).isFalse();
        assertThat(
                        gateway.takes(
                                PaymentMethod.ECPAY_CREDIT,
                                new Money(150, Currency.getInstance("TWD"))))
                .isFalse();
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("1200", "KRW"))).isFalse();
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("12", "CNY"))).isFalse();
    }

    private GatewayPage.Form form(Payment payment) {
        return (GatewayPage.Form)
                ((SessionAnswer.Opened) gateway.open(payment, attempt(FIRST), Device.PC)).page();
    }

    private static Payment in(String locale) {
        Payment opened = opened();
        return new Payment(
                opened.id(),
                opened.orderId(),
                opened.method(),
                opened.amount(),
                opened.items(),
                locale,
                opened.accessTokenHash(),
                opened.expiresAt(),
                opened.state(),
                opened.attempts(),
                opened.disputes());
    }
}
