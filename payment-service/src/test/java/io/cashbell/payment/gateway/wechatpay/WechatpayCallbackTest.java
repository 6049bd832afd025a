package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.API_KEY;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.NOW;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.notice;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.refundNotice;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.request;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.stamp;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.gateway.Acknowledgement;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefusalReason;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat Pay's server says, and what somebody says in its name. */
class WechatpayCallbackTest {

    private static final String PAID = "TRANSACTION.SUCCESS";
    private static final WechatpayConfig CONFIG =
            WechatpayFixtures.config(URI.create("http://localhost:1"));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final WechatpayCallback callback = WechatpayFixtures.callback(CONFIG, CLOCK);

    @Test
    @Tag("S2-22")
    void aPaidNoticeSaysWhoseAndHowMuch() {
        Money price = Money.of("88.00", "CNY");
        GatewayReference reference = new GatewayReference(WechatpayFixtures.TRANSACTION);

        assertThat(read(transaction("SUCCESS")))
                .isEqualTo(
                        new Reading.Verified(
                                new GatewayNotice(
                                        ORDER,
                                        new Claim(
                                                WechatpayFixtures.MERCHANT,
                                                FIRST,
                                                price,
                                                reference),
                                        false,
                                        new GatewayAnswer.Paid(reference, price, PAID_AT))));
    }

    @Test
    void aNoticeThatNamesNoOrderOfOursIsStillVerified() {
        assertThat(read(transaction("SUCCESS").put("attach", "a shop of somebody else, 1+1")))
                .isInstanceOfSatisfying(
                        Reading.Verified.class,
                        verified -> assertThat(verified.notice().orderId()).isNull());
    }

    @ParameterizedTest
    @CsvSource({"NOTPAY", "USERPAYING"})
    void aStateThatIsNotSuccessIsNoMoney(String state) {
        assertThat(read(transaction(state)))
                .isInstanceOfSatisfying(
                        Reading.Verified.class,
                        verified ->
                                assertThat(verified.notice().answer())
                                        .isEqualTo(new GatewayAnswer.Pending(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"appid", "mchid", "out_trade_no", "trade_state", "amount"})
    void aNoticeThatLacksSomethingIsNotBelieved(String field) {
        ObjectNode content = transaction("SUCCESS");
        content.remove(field);

        assertThat(read(content)).isEqualTo(new Reading.Refused(RefusalReason.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"8800\"", "8800.0", "-1", "null", "8800000000000"})
    void anAmountIsAWholeNumberOfFen(String total) {
        String content = transaction("SUCCESS").toString().replace(":8800,", ":" + total + ",");

        assertThat(callback.read(request(notice(PAID, content))))
                .isEqualTo(new Reading.Refused(RefusalReason.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wechatpay-Timestamp",
                "Wechatpay-Nonce",
                "Wechatpay-Serial",
                "Wechatpay-Signature"
            })
    void withoutOneOfTheHeadersNothingIsSigned(String header) {
        String body = notice(PAID, transaction("SUCCESS").toString());
        Map<String, String> headers = new HashMap<>(stamp(body));
        headers.remove(header);

        assertThat(callback.read(request(body, headers)))
                .isEqualTo(new Reading.Refused(RefusalReason.NO_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({"-301, STALE", "301, STALE", "-300,", "300,"})
    void aSignatureIsGoodForFiveMinutes(long seconds, RefusalReason refused) {
        String body = notice(PAID, transaction("SUCCESS").toString());
        Map<String, String> headers =
                stamp(
                        body,
                        WechatpayFixtures.PUBLIC_KEY_ID,
                        WechatpayFixtures.PLATFORM_PRIVATE_KEY,
                        NOW.plusSeconds(seconds));

        Reading reading = callback.read(request(body, headers));

        if (refused == null) {
            assertThat(reading).isInstanceOf(Reading.Verified.class);
        } else {
            assertThat(reading).isEqualTo(new Reading.Refused(refused));
        }
    }

    @Test
    void whatIsSignedByOurselvesIsForged() {
        String body = notice(PAID, transaction("SUCCESS").toString());

        assertThat(
                        callback.read(
                                request(
                                        body,
                                        stamp(
                                                body,
                                                WechatpayFixtures.PUBLIC_KEY_ID,
                                                WechatpayFixtures.PRIVATE_KEY,
                                                NOW))))
                .isEqualTo(new Reading.Refused(RefusalReason.BAD_SIGNATURE));
    }

    @Test
    void whatIsSealedWithAnotherKeyIsNotOpened() {
        String body =
                notice(PAID, transaction("SUCCESS").toString(), "ffffffffffffffffffffffffffffffff");

        assertThat(callback.read(request(body)))
                .isEqualTo(new Reading.Refused(RefusalReason.SEALED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "", "application/jsonp"})
    void aNoticeIsJson(String contentType) {
        String body = notice(PAID, transaction("SUCCESS").toString());
        Map<String, String> headers = new HashMap<>(stamp(body));
        headers.put("Content-Type", contentType);

        assertThat(callback.read(request(body, headers)))
                .isEqualTo(new Reading.Refused(RefusalReason.CONTENT_TYPE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"id\": \"1\"}", "{\"id\":\"1\",\"id\":\"2\"}", "{} {}"})
    void whatIsSignedAndIsNoNoticeIsNotRead(String body) {
        assertThat(callback.read(request(body)))
                .isEqualTo(new Reading.Refused(RefusalReason.UNREADABLE));
    }

    @Test
    void duringAChangeOfKeysEitherIsGood() {
        WechatpayConfig changing =
                WechatpayFixtures.config(
                        CONFIG.baseUrl(),
                        "PUB_KEY_ID_NEW, " + WechatpayFixtures.PUBLIC_KEY_ID,
                        WechatpayFixtures.MERCHANT_PUBLIC_KEY + "," + WechatpayFixtures.PUBLIC_KEY,
                        "ffffffffffffffffffffffffffffffff," + API_KEY);
        WechatpayCallback both = WechatpayFixtures.callback(changing, CLOCK);
        String content = transaction("SUCCESS").toString();
        String before = notice(PAID, content);
        String after = notice(PAID, content, "ffffffffffffffffffffffffffffffff");

        assertThat(both.read(request(before))).isInstanceOf(Reading.Verified.class);
        assertThat(
                        both.read(
                                request(
                                        after,
                                        stamp(
                                                after,
                                                "PUB_KEY_ID_NEW",
                                                WechatpayFixtures.PRIVATE_KEY,
                                                NOW))))
                .isInstanceOf(Reading.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "CLOSED", "ABNORMAL", "PROCESSING", "NEW"})
    void aRefundsNoticeSaysWhichAndHowMuchAndWhatBecameOfIt(String status) {
        RefundNumber number = RefundNumber.of(ORDER, new RefundId("a-refund-of-three-yuan"));
        String body =
                notice("REFUND." + status, refundNotice(number.value(), status, 300).toString());

        assertThat(callback.read(request(body)))
                .isEqualTo(
                        new Reading.OfRefund(
                                new GatewayRefundNotice(
                                        number,
                                        WechatpayFixtures.MCH_ID,
                                        FIRST,
                                        new GatewayReference(WechatpayFixtures.TRANSACTION),
                                        Money.of("3.00", "CNY"),
                                        Money.of("88.00", "CNY"),
                                        switch (status) {
                                            case "SUCCESS" -> new RefundAnswer.Returned(PAID_AT);
                                            case "CLOSED" ->
                                                    new RefundAnswer.Refused(
                                                            "refund-closed", status);
                                            case "ABNORMAL" ->
                                                    new RefundAnswer.AskAPerson("refund-abnormal");
                                            case "PROCESSING" -> new RefundAnswer.TakenOn(status);
                                            default -> new RefundAnswer.Unknown("undocumented");
                                        })));
        assertThat(callback.read(request(body.replace("EV-2018", "EV-2019"), stamp(body))))
                .isEqualTo(new Reading.Refused(RefusalReason.BAD_SIGNATURE));
    }

    @Test
    void whatSomebodyGaveBackByHandIsNoRefundOfOurs() {
        String body = notice("REFUND.SUCCESS", refundNotice("REFUND1", "SUCCESS", 1).toString());

        assertThat(callback.read(request(body))).isEqualTo(new Reading.Ignored("a-refund-by-hand"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mchid", "out_trade_no", "out_refund_no", "refund_status", "amount"})
    void aRefundsNoticeThatLacksSomethingIsNotBelieved(String field) {
        RefundNumber number = RefundNumber.of(ORDER, new RefundId("a-refund-of-three-yuan"));
        ObjectNode content = refundNotice(number.value(), "SUCCESS", 300);
        content.remove(field);

        assertThat(callback.read(request(notice("REFUND.SUCCESS", content.toString()))))
                .isEqualTo(new Reading.Refused(RefusalReason.UNREADABLE));
    }

    @Test
    void whatIsKeptShowsTheMoneyAndNotThePayer() {
        String body = notice(PAID, transaction("SUCCESS").toString());
        String signature = Objects.requireNonNull(stamp(body).get("Wechatpay-Signature"));

        Exhibit exhibit = callback.exhibit(request(body));

        assertThat(exhibit.cut()).isFalse();
        assertThat(exhibit.parts())
                .containsEntry("event_type", PAID)
                .containsEntry("content.out_trade_no", FIRST.value())
                .containsEntry("content.attach", ORDER.value())
                .containsEntry("content.trade_state", "SUCCESS")
                .containsEntry("content.amount.total", "8800")
                .containsEntry("content.payer.openid", "(28 characters, masked)")
                .containsKey("Wechatpay-Serial");
        assertThat(exhibit.toString())
                .doesNotContain(WechatpayFixtures.OPENID, API_KEY, signature)
                .doesNotContain(
                        WechatpayMessages.read(body)
                                .orElseThrow()
                                .at("/resource/ciphertext")
                                .asText());
    }

    @Test
    void aRefundsAccountIsMasked() {
        RefundNumber number = RefundNumber.of(ORDER, new RefundId("a-refund-of-three-yuan"));
        String body =
                notice("REFUND.SUCCESS", refundNotice(number.value(), "SUCCESS", 300).toString());

        assertThat(callback.exhibit(request(body)).parts())
                .containsEntry("content.amount.refund", "300")
                .containsEntry("content.user_received_account", "(11 characters, masked)");
    }

    @Test
    void aRepeatThatIsSignedAnewIsTheSame() {
        String body = notice(PAID, transaction("SUCCESS").toString());
        String other = notice(PAID, transaction("SUCCESS").put("trade_type", "JSAPI").toString());
        Map<String, String> later =
                stamp(
                        body,
                        WechatpayFixtures.PUBLIC_KEY_ID,
                        WechatpayFixtures.PLATFORM_PRIVATE_KEY,
                        NOW.plusSeconds(15));
        String first = callback.exhibit(request(body)).fingerprint();

        assertThat(callback.exhibit(request(body, later)).fingerprint()).isEqualTo(first);
        assertThat(callback.exhibit(request(other)).fingerprint()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "no notice at all"})
    void ofWhatCannotBeReadNothingIsShown(String body) {
        assertThat(callback.exhibit(request(body)).parts()).containsOnlyKeys("body");
    }

    @Test
    void whatIsNotOpenedIsMaskedAsAWhole() {
        String body =
                notice(PAID, transaction("SUCCESS").toString(), "ffffffffffffffffffffffffffffffff");

        assertThat(callback.exhibit(request(body)).parts())
                .containsEntry("event_type", PAID)
                .hasEntrySatisfying(
                        "resource.ciphertext", shown -> assertThat(shown).endsWith("masked)"))
                .doesNotContainKey("content.out_trade_no");
    }

    @Test
    void aSealTakesTheApiKey() {
        WechatpayCallback other =
                WechatpayFixtures.callback(
                        WechatpayFixtures.config(
                                CONFIG.baseUrl(),
                                WechatpayFixtures.PUBLIC_KEY_ID,
                                WechatpayFixtures.PUBLIC_KEY,
                                "ffffffffffffffffffffffffffffffff"),
                        CLOCK);

        assertThat(callback.seal("a notice")).isPresent().isEqualTo(callback.seal("a notice"));
        assertThat(callback.seal("a notice"))
                .isNotEqualTo(callback.seal("another"))
                .isNotEqualTo(other.seal("a notice"));
    }

    @Test
    void whatIsTrueAndMeansNothingToUsIsIgnored() {
        assertThat(callback.read(request(notice("PAYSCORE.USER_PAID", "{}"))))
                .isEqualTo(new Reading.Ignored("another-event"));
    }

    @Test
    @Tag("S2-25")
    void theAnswersAreThoseOfTheDocuments() {
        assertThat(callback.acknowledgement())
                .isEqualTo(new Acknowledgement(204, "application/json", ""));
        assertThat(callback.refusal(422, "not accepted"))
                .isEqualTo(
                        new Acknowledgement(
                                422,
                                "application/json",
                                "{\"code\":\"FAIL\",\"message\":\"not accepted\"}"));
    }

    @Test
    void withoutATimeItIsTheTimeWhenWeHeardOfIt() {
        ObjectNode content = transaction("SUCCESS");
        content.remove("success_time");

        assertThat(read(content))
                .isInstanceOfSatisfying(
                        Reading.Verified.class,
                        verified ->
                                assertThat(verified.notice().answer())
                                        .isInstanceOfSatisfying(
                                                GatewayAnswer.Paid.class,
                                                paid -> assertThat(paid.paidAt()).isEqualTo(NOW)));
    }

    private Reading read(ObjectNode content) {
        return callback.read(request(notice(PAID, content.toString())));
    }
}
