package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.SessionAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcpayGatewayTest {

    private static final Instant FIVE_DAYS_LATER = Instant.parse("2026-01-06T02:00:00Z");

    private final EcpayGateway gateway = offering(EcpayFixtures.OFFER);

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
    @Tag("S4-3")
    @Tag("S4-18")
    void theFormAsksForATransfer() {
        assertThat(form(later(PaymentMethod.ECPAY_ATM)).fields())
                .contains(
                        entry("ChoosePayment", "ATM"),
                        entry("ReturnURL", "https://pay.shop.example/gateways/ecpay/notify"),
                        entry("ExpireDate", "4"),
                        entry(
                                "PaymentInfoURL",
                                "https://pay.shop.example/gateways/ecpay/payment-info"),
                        entry(
                                "ClientRedirectURL",
                                "https://pay.shop.example/gateways/ecpay/return"))
                .doesNotContainKeys("OrderResultURL", "ClientBackURL", "StoreExpireDate");
    }

    @ParameterizedTest
    @CsvSource({"ecpay-cvs, CVS, 7200", "ecpay-barcode, BARCODE, 4"})
    void theFormAsksForAStoresNumber(String method, String choosePayment, String deadline) {
        assertThat(form(later(new PaymentMethod(method))).fields())
                .contains(
                        entry("ChoosePayment", choosePayment),
                        entry("StoreExpireDate", deadline),
                        entry(
                                "PaymentInfoURL",
                                "https://pay.shop.example/gateways/ecpay/payment-info"),
                        entry(
                                "ClientRedirectURL",
                                "https://pay.shop.example/gateways/ecpay/return"))
                .doesNotContainKeys("OrderResultURL", "ClientBackURL", "ExpireDate");
    }

    @Test
    void theFormAsksForWebAtm() {
        assertThat(form(later(PaymentMethod.ECPAY_WEBATM)).fields())
                .contains(
                        entry("ChoosePayment", "WebATM"),
                        entry("OrderResultURL", "https://pay.shop.example/gateways/ecpay/return"),
                        entry("ClientBackURL", "https://shop.example/result?order=" + ORDER))
                .doesNotContainKeys("ExpireDate", "PaymentInfoURL", "ClientRedirectURL");
    }

    @ParameterizedTest
    @CsvSource({"ecpay-twqr, TWQR", "ecpay-applepay, ApplePay"})
    void theFormAsksForAWalletThatPaysAtOnce(String method, String choosePayment) {
        assertThat(form(later(new PaymentMethod(method))).fields())
                .contains(
                        entry("ChoosePayment", choosePayment),
                        entry("OrderResultURL", "https://pay.shop.example/gateways/ecpay/return"),
                        entry("ClientBackURL", "https://shop.example/result?order=" + ORDER))
                .doesNotContainKeys(
                        "ExpireDate", "PaymentInfoURL", "ClientRedirectURL", "CreditInstallment");
    }

    @Test
    void theFormAsksForALoan() {
        assertThat(form(dear(PaymentMethod.ECPAY_BNPL)).fields())
                .contains(
                        entry("ChoosePayment", "BNPL"),
                        entry(
                                "PaymentInfoURL",
                                "https://pay.shop.example/gateways/ecpay/payment-info"),
                        entry("OrderResultURL", "https://pay.shop.example/gateways/ecpay/return"))
                .doesNotContainKeys("ExpireDate", "StoreExpireDate", "ClientRedirectURL");
    }

    @Test
    void cardsMayPayInInstalments() {
        assertThat(form(offering(EcpayFixtures.offer("3,6,12", "2")), opened()).fields())
                .contains(
                        entry("ChoosePayment", "Credit"),
                        entry("CreditInstallment", "3,6,12"),
                        entry("UnionPay", "2"))
                .containsKey("OrderResultURL");
    }

    @Test
    void unionPayAloneBringsNoResultToTheBrowser() {
        assertThat(form(offering(EcpayFixtures.offer(null, "1")), opened()).fields())
                .contains(
                        entry("ChoosePayment", "Credit"),
                        entry("UnionPay", "1"),
                        entry("ClientBackURL", "https://shop.example/result?order=" + ORDER))
                .doesNotContainKeys("OrderResultURL", "CreditInstallment");
    }

    @Test
    void onlyWholeDollarsAreTaken() {
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("12", "TWD"))).isTrue();
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("0", "TWD"))).isFalse();
        assertThat(
                        gateway.takes(
                                PaymentMethod.ECPAY_CREDIT,
                                new Money(1250, Currency.getInstance("TWD"))))
                .isFalse();
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("1200", "KRW"))).isFalse();
        assertThat(gateway.takes(PaymentMethod.ECPAY_CREDIT, Money.of("12", "CNY"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ecpay-credit, 5, 199999",
        "ecpay-atm, 11, 49999",
        "ecpay-cvs, 33, 6000",
        "ecpay-barcode, 17, 20000",
        "ecpay-webatm, 11, 49999",
        "ecpay-twqr, 6, 49999",
        "ecpay-applepay, 5, 199999",
        "ecpay-bnpl, 3000, 300000"
    })
    void eachMethodHasItsLimits(String code, long least, long most) {
        PaymentMethod method = new PaymentMethod(code);

        assertThat(gateway.takes(method, dollars(least - 1))).isFalse();
        assertThat(gateway.takes(method, dollars(least))).isTrue();
        assertThat(gateway.takes(method, dollars(most))).isTrue();
        assertThat(gateway.takes(method, dollars(most + 1))).isFalse();
    }

    @Test
    void whatTheContractSaysWinsOverTheUsual() {
        EcpayGateway little =
                offering(
                        new EcpayOffer(Set.of("ecpay-cvs"), Map.of("cvs", "27-20000"), null, null));

        assertThat(little.methods()).containsExactly(PaymentMethod.ECPAY_CVS);
        assertThat(little.takes(PaymentMethod.ECPAY_CVS, dollars(27))).isTrue();
        assertThat(little.takes(PaymentMethod.ECPAY_CVS, dollars(20_000))).isTrue();
        assertThat(little.takes(PaymentMethod.ECPAY_CVS, dollars(20_001))).isFalse();
        assertThat(little.takes(PaymentMethod.ECPAY_CREDIT, dollars(1200)))
                .as("not offered")
                .isFalse();
    }

    /** A buyer who turns from number to number would hold the goods for months. */
    @Test
    void whoeverHadANumberGetsNoMoreTimeThanTheOrderHas() {
        Attempt first = attempt(SECOND).by(PaymentMethod.ECPAY_ATM);
        Attempt turned = attempt(FIRST).by(PaymentMethod.ECPAY_CVS);
        Payment unnumbered = withAttempt(in("zh-TW"), first);
        Payment numbered = withAttempt(in("zh-TW"), first.withInstructions());

        assertThat(form(unnumbered, turned).fields()).contains(entry("StoreExpireDate", "10080"));
        assertThat(form(numbered, turned).fields()).contains(entry("StoreExpireDate", "60"));
        assertThat(gateway.takes(unnumbered, PaymentMethod.ECPAY_ATM, STARTED_AT)).isTrue();
        assertThat(gateway.takes(numbered, PaymentMethod.ECPAY_ATM, STARTED_AT))
                .as("a day is the shortest, and an hour is left")
                .isFalse();
        assertThat(gateway.open(numbered, attempt(FIRST).by(PaymentMethod.ECPAY_ATM), Device.PC))
                .isInstanceOf(SessionAnswer.Refused.class);
        assertThat(gateway.takes(numbered, PaymentMethod.ECPAY_CVS, STARTED_AT)).isTrue();
        assertThat(gateway.takes(numbered, PaymentMethod.ECPAY_CREDIT, STARTED_AT)).isTrue();
    }

    private static Money dollars(long amount) {
        return Money.of(Long.toString(amount), "TWD");
    }

    private static EcpayGateway offering(EcpayOffer offer) {
        return new EcpayGateway(
                EcpayFixtures.CONFIG,
                offer,
                new EcpayAuth(EcpayFixtures.CONFIG),
                EcpayFixtures.client(EcpayFixtures.CONFIG, Clock.systemUTC()),
                EcpayFixtures.refunds(EcpayFixtures.CONFIG, Clock.systemUTC()),
                new ShopAddresses(
                        URI.create("https://pay.shop.example/"),
                        URI.create("https://shop.example")),
                Clock.systemUTC());
    }

    private GatewayPage.Form form(Payment payment) {
        return form(gateway, payment);
    }

    private GatewayPage.Form form(Payment payment, Attempt attempt) {
        return form(gateway, payment, attempt);
    }

    private static GatewayPage.Form form(EcpayGateway gateway, Payment payment) {
        return form(gateway, payment, attempt(FIRST));
    }

    private static GatewayPage.Form form(EcpayGateway gateway, Payment payment, Attempt attempt) {
        return (GatewayPage.Form)
                ((SessionAnswer.Opened) gateway.open(payment, attempt, Device.PC)).page();
    }

    private static Payment in(String locale) {
        return copy(PaymentMethod.ECPAY_CREDIT, locale, EXPIRES_AT);
    }

    private static Payment later(PaymentMethod method) {
        return copy(method, "zh-TW", FIVE_DAYS_LATER);
    }

    private static Payment dear(PaymentMethod method) {
        return copy(method, "zh-TW", FIVE_DAYS_LATER, dollars(12_000));
    }

    private static Payment copy(PaymentMethod method, String locale, Instant expiresAt) {
        return copy(method, locale, expiresAt, opened().amount());
    }

    private static Payment copy(
            PaymentMethod method, String locale, Instant expiresAt, Money amount) {
        Payment opened = opened();
        return new Payment(
                opened.id(),
                opened.orderId(),
                method,
                amount,
                opened.items(),
                locale,
                opened.accessTokenHash(),
                expiresAt,
                opened.state(),
                opened.attempts(),
                opened.disputes());
    }
}
