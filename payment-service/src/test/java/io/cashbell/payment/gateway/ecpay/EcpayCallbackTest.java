package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.FORM;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.account;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.barcodes;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.request;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.storeCode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.gateway.Acknowledgement;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.RefusalReason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcpayCallbackTest {

    private static final Instant NOW = Instant.parse("2026-01-01T02:05:00Z");

    private final EcpayCallback callback = callback(EcpayFixtures.CONFIG);

    @Test
    @Tag("S4-41")
    void aPaidNoticeIsTranslated() {
        assertThat(read(signed(notice(ORDER, FIRST)), FORM))
                .isEqualTo(
                        new Reading.Verified(
                                new GatewayNotice(
                                        ORDER,
                                        new Claim(MERCHANT, FIRST, PRICE, REFERENCE),
                                        false,
                                        new GatewayAnswer.Paid(
                                                REFERENCE,
                                                PRICE,
                                                PAID_AT,
                                                new CardAuthorisation("12345678", false, false)))));
    }

    @ParameterizedTest
    @CsvSource({
        "stage, 3, true, false",
        "stage, 0, false, false",
        "red_dan, 100, true, false",
        "card6no, 621611, false, true",
        "card6no, 810000, false, true",
        "card6no, 431195, false, false"
    })
    void whatARefundNeedsToKnowOfTheCardIsRead(
            String name, String value, boolean indivisible, boolean unionPay) {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put(name, value);

        assertThat(card(fields))
                .isEqualTo(new CardAuthorisation("12345678", indivisible, unionPay));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "not a number"})
    void withoutAnAuthorisationThereIsNoCard(String gwsr) {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("gwsr", gwsr);

        assertThat(card(fields)).isNull();
    }

    private @Nullable CardAuthorisation card(SequencedMap<String, String> fields) {
        GatewayNotice notice = ((Reading.Verified) read(signed(fields), FORM)).notice();
        return ((GatewayAnswer.Paid) notice.answer()).card();
    }

    @Test
    void theAnswersAreExactlyAsEcpayWantsThem() {
        assertThat(callback.acknowledgement())
                .isEqualTo(new Acknowledgement(200, "text/plain", "1|OK"));
        assertThat(callback.refusal(400, "Error"))
                .isEqualTo(new Acknowledgement(400, "text/plain", "0|Error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded; charset=utf-8",
                "application/x-www-form-urlencoded;charset=UTF-8",
                "Application/X-WWW-Form-Urlencoded"
            })
    void aCharsetBesideTheTypeDoesNoHarm(String contentType) {
        assertThat(read(signed(notice(ORDER, FIRST)), contentType))
                .isInstanceOf(Reading.Verified.class);
    }

    @Test
    void fieldsThatWeDoNotKnowAreSignedLikeTheRest() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("SomethingNew", " with spaces + plus ");

        assertThat(read(signed(fields), FORM)).isInstanceOf(Reading.Verified.class);
    }

    @Test
    void withoutAPaymentDateTheMomentOfHearingCounts() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("PaymentDate", "");

        assertThat(verified(fields).answer())
                .isEqualTo(new GatewayAnswer.Paid(REFERENCE, PRICE, NOW, EcpayFixtures.CARD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "yes", " "})
    void whateverIsNotClearlyRealIsSimulated(String simulatePaid) {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("SimulatePaid", simulatePaid);

        assertThat(verified(fields).simulated()).isTrue();
    }

    @Test
    void aSimulatedNoticeCountsWhereTheSwitchSaysSo() {
        EcpayConfig config = EcpayFixtures.CONFIG;
        EcpayCallback accepting =
                callback(
                        new EcpayConfig(
                                config.baseUrl(),
                                config.merchantId(),
                                config.hashKey(),
                                config.hashIv(),
                                true,
                                config.timeout()));
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("SimulatePaid", "1");

        assertThat(accepting.read(request(signed(fields).getBytes(UTF_8), FORM)))
                .isInstanceOfSatisfying(
                        Reading.Verified.class,
                        verified -> assertThat(verified.notice().simulated()).isFalse());
    }

    @Test
    void anotherContentTypeIsRefused() {
        String body = signed(notice(ORDER, FIRST));

        assertRefused(body, null, RefusalReason.CONTENT_TYPE);
        assertRefused(body, "application/json", RefusalReason.CONTENT_TYPE);
        assertRefused(body, "multipart/form-data", RefusalReason.CONTENT_TYPE);
        assertRefused(body, FORM + "x", RefusalReason.CONTENT_TYPE);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedUnread() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("CustomField2", "x".repeat(64 * 1024));

        assertRefused(signed(fields), FORM, RefusalReason.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "MerchantTradeNo, no/such number", "TradeAmt, 12.5", "TradeAmt, -1200", "TradeAmt, ''",
        "TradeAmt, 1e3", "MerchantID, ''", "RtnCode, ''", "TradeNo, a.b"
    })
    void whatIsSignedButNotAsDocumentedIsRefused(String name, String value) {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put(name, value);

        assertRefused(signed(fields), FORM, RefusalReason.UNREADABLE);
    }

    @Test
    void aNoticeWithoutOurOrderNamesNoOrder() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("CustomField1", "");

        assertThat(verified(fields).orderId()).isNull();
    }

    @Test
    @Tag("S4-42")
    void anAccountToTransferToIsPassedOnUntilTheEndOfItsDayInTaiwan() {
        assertThat(verified(account(ORDER, FIRST)))
                .isEqualTo(
                        new GatewayNotice(
                                ORDER,
                                new Claim(MERCHANT, FIRST, PRICE, REFERENCE),
                                false,
                                new GatewayAnswer.Pending(
                                        "2",
                                        Instructions.transfer(
                                                "004",
                                                "3833546239047825",
                                                Instant.parse("2026-01-04T15:59:59Z")))));
    }

    @Test
    void aStoresCodeIsPassedOn() {
        assertThat(verified(storeCode(ORDER, FIRST)).answer())
                .isEqualTo(
                        new GatewayAnswer.Pending(
                                "10100073",
                                Instructions.code(
                                        "LLL17355880822", Instant.parse("2026-01-08T02:00:00Z"))));
    }

    @Test
    void threeBarcodesArePassedOnInTheirOrder() {
        assertThat(verified(barcodes(ORDER, FIRST)).answer())
                .isEqualTo(
                        new GatewayAnswer.Pending(
                                "10100073",
                                Instructions.barcodes(
                                        List.of("150108C29", "3453120010019006", "010893000001200"),
                                        Instant.parse("2026-01-08T02:00:00Z"))));
    }

    /** The signature holds for a name in any case, so the number must be found in any case. */
    @Test
    void aNumberIsFoundWhateverTheCaseOfItsName() {
        String body =
                signed(account(ORDER, FIRST))
                        .replace("vAccount=", "VACCOUNT=")
                        .replace("BankCode=", "bankcode=")
                        .replace("ExpireDate=", "expiredate=");

        assertThat(((Reading.Verified) read(body, FORM)).notice())
                .isEqualTo(verified(account(ORDER, FIRST)));
    }

    @ParameterizedTest
    @CsvSource({
        "BankCode, ''",
        "BankCode, 4",
        "vAccount, ''",
        "vAccount, 38335462390478250",
        "vAccount, 383354623904782<b>",
        "ExpireDate, ''",
        "ExpireDate, 2026/02/30",
        "ExpireDate, 2026/01/04 10:00:00",
        "ExpireDate, 04.01.2026"
    })
    void anAccountThatCannotBeReadIsUnknown(String name, String value) {
        SequencedMap<String, String> fields = account(ORDER, FIRST);
        fields.put(name, value);

        assertThat(verified(fields).answer()).isEqualTo(new GatewayAnswer.Unknown("2"));
    }

    @ParameterizedTest
    @CsvSource({
        "PaymentNo, ''",
        "PaymentNo, lll17355880822",
        "ExpireDate, 2026/01/08",
        "ExpireDate, 2026/01/08 25:00:00",
        "Barcode1, 150108C29"
    })
    void aCodeThatCannotBeReadIsUnknown(String name, String value) {
        SequencedMap<String, String> fields = storeCode(ORDER, FIRST);
        fields.put(name, value);

        assertThat(verified(fields).answer()).isEqualTo(new GatewayAnswer.Unknown("10100073"));
    }

    @ParameterizedTest
    @CsvSource({"Barcode2, ''", "Barcode3, '01 08'", "PaymentNo, LLL17355880822"})
    void barcodesThatCannotBeReadAreUnknown(String name, String value) {
        SequencedMap<String, String> fields = barcodes(ORDER, FIRST);
        fields.put(name, value);

        assertThat(verified(fields).answer()).isEqualTo(new GatewayAnswer.Unknown("10100073"));
    }

    private GatewayNotice verified(SequencedMap<String, String> fields) {
        return ((Reading.Verified) read(signed(fields), FORM)).notice();
    }

    private Reading read(String body, @Nullable String contentType) {
        return callback.read(request(body.getBytes(UTF_8), contentType));
    }

    private void assertRefused(String body, @Nullable String type, RefusalReason reason) {
        assertThat(read(body, type)).isEqualTo(new Reading.Refused(reason));
    }

    private static EcpayCallback callback(EcpayConfig config) {
        return new EcpayCallback(
                new EcpayAuth(config),
                config,
                new EcpayExplainer(config),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
