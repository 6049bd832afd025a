package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.NOW;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.OPENID;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.cipher.Signer;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.GsonUtil;
import com.wechat.pay.java.service.payments.jsapi.model.CloseOrderRequest;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.PlayedServer;
import io.cashbell.payment.gateway.PlayedServer.Call;
import io.cashbell.payment.gateway.PlayedServer.Says;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.RequestRefund;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * WeChat's own Java SDK, which knows nothing of this connector, as the judge of it (WeChat Pay,
 * section 10 of docs/sources.md): it verifies what we sign, knows every field that we send, and we
 * believe what it signs and seals, and nothing that it refuses.
 */
@Tag("S2-20")
class WechatpayJudgeTest {

    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "WECHATPAY2-SHA256-RSA2048 mchid=\"([^\"]+)\",nonce_str=\"([^\"]+)\","
                            + "timestamp=\"([^\"]+)\",serial_no=\"([^\"]+)\",signature=\"([^\"]+)\"");
    private static final String PREPAID = "{\"prepay_id\":\"wx2014102720093955\"}";
    private static final String CODE = "{\"code_url\":\"" + WechatpayFixtures.CODE_URL + "\"}";

    /** The merchant's key and serial, by which WeChat Pay verifies us. */
    private static final Verifier US =
            new RSAVerifier(
                    WechatpayKeys.publicKey(WechatpayFixtures.MERCHANT_PUBLIC_KEY),
                    WechatpayFixtures.SERIAL);

    private static final Signer WECHATPAY =
            new RSASigner(
                    WechatpayFixtures.PUBLIC_KEY_ID,
                    WechatpayKeys.privateKey(WechatpayFixtures.PLATFORM_PRIVATE_KEY));
    private static final RSAPublicKeyConfig SDK =
            new RSAPublicKeyConfig.Builder()
                    .merchantId(WechatpayFixtures.MCH_ID)
                    .privateKey(WechatpayKeys.privateKey(WechatpayFixtures.PRIVATE_KEY))
                    .merchantSerialNumber(WechatpayFixtures.SERIAL)
                    .publicKey(WechatpayKeys.publicKey(WechatpayFixtures.PUBLIC_KEY))
                    .publicKeyId(WechatpayFixtures.PUBLIC_KEY_ID)
                    .apiV3Key(WechatpayFixtures.API_KEY)
                    .build();

    private final PlayedServer wechatpay = new PlayedServer();
    private final MovableClock clock = new MovableClock();
    private final WechatpayConfig config =
            WechatpayFixtures.config(URI.create(wechatpay.base() + "/wechatpay"));
    private final WechatpayClient client = WechatpayFixtures.client(config, clock);
    private final WechatpayGateway gateway = WechatpayFixtures.gateway(config, clock);
    private final WechatpayCallback callback = WechatpayFixtures.callback(config, clock);

    WechatpayJudgeTest() {
        clock.set(NOW);
    }

    @AfterEach
    void close() {
        wechatpay.close();
    }

    @Test
    void everyRequestIsSignedForTheSdkAndHasNoFieldThatItDoesNotKnow() throws Exception {
        Attempt attempt = WechatpayFixtures.unopened();
        Payment code = WechatpayFixtures.payment();
        Payment miniProgram =
                WechatpayFixtures.payment(
                        PaymentMethod.WECHATPAY_JSAPI,
                        WechatpayFixtures.PRICE,
                        Map.of(FIRST, attempt));
        String refund = RefundNumber.of(ORDER, new RefundId("a-refund-of-three-yuan")).value();

        says(200, CODE);
        gateway.open(code, attempt, Device.PC);
        judged(com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest.class);
        says(200, PREPAID);
        gateway.callUp(miniProgram, attempt, OPENID);
        judged(com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest.class);
        says(200, transaction("NOTPAY").toString());
        gateway.query(code, attempt);
        judged(Void.class);
        says(204, "");
        client.close(WechatpayFixtures.MCH_ID, FIRST.value());
        // The number stands in the path, the merchant in the body.
        judged(CloseOrderRequest.class);
        says(200, "{}");
        client.refund(
                new RequestRefund(
                        FIRST.value(),
                        refund,
                        "售完",
                        URI.create("https://pay.shop.example/gateways/wechatpay/notify"),
                        300,
                        8800));
        judged(CreateRequest.class);
        client.queryRefund(refund);
        judged(Void.class);

        assertThat(wechatpay.calls()).hasSize(6);
    }

    /**
     * The latest request: the SDK verifies its signature, and its model gives the body back.
     *
     * @param body as the SDK knows it; {@link Void} for none
     */
    private void judged(Class<?> body) throws Exception {
        Call call = wechatpay.calls().getLast();
        Matcher proof = AUTHORIZATION.matcher(call.header("Authorization"));
        assertThat(proof.matches()).as(call.header("Authorization")).isTrue();
        String text =
                "%s\n%s\n%s\n%s\n%s\n"
                        .formatted(
                                call.method(),
                                call.target().substring("/wechatpay".length()),
                                proof.group(3),
                                proof.group(2),
                                call.body());
        assertThat(US.verify(proof.group(4), text, proof.group(5))).as(text).isTrue();
        assertThat(US.verify(proof.group(4), text + " ", proof.group(5))).isFalse();
        assertThat(proof.group(1)).isEqualTo(WechatpayFixtures.MCH_ID);
        if (body.equals(Void.class)) {
            assertThat(call.body()).isEmpty();
        } else {
            Object read = GsonUtil.getGson().fromJson(call.body(), body);
            assertThat(JSON.readTree(GsonUtil.toJson(read))).isEqualTo(JSON.readTree(call.body()));
        }
    }

    @Test
    void aCallUpIsSignedForTheSdk() {
        says(200, PREPAID);
        Attempt attempt = WechatpayFixtures.unopened();
        Payment payment =
                WechatpayFixtures.payment(
                        PaymentMethod.WECHATPAY_JSAPI,
                        WechatpayFixtures.PRICE,
                        Map.of(FIRST, attempt));

        SessionAnswer answer = gateway.callUp(payment, attempt, OPENID);

        Map<String, String> up =
                ((GatewayPage.CallUp) ((SessionAnswer.Opened) answer).page()).parameters();
        String text =
                "%s\n%s\n%s\n%s\n"
                        .formatted(
                                up.get("appId"),
                                up.get("timeStamp"),
                                up.get("nonceStr"),
                                up.get("package"));
        assertThat(US.verify(WechatpayFixtures.SERIAL, text, up.get("paySign"))).isTrue();
    }

    /** The header that the SDK makes itself is of the shape and the text of ours. */
    @Test
    void theSdkWritesItsAuthorizationAsWeDo() {
        String target = "/v3/pay/transactions/out-trade-no/A%7CB*C-1?mchid=1900000001";
        Signer merchant =
                new RSASigner(
                        WechatpayFixtures.SERIAL,
                        WechatpayKeys.privateKey(WechatpayFixtures.PRIVATE_KEY));

        String theirs =
                new WechatPay2Credential(WechatpayFixtures.MCH_ID, merchant)
                        .getAuthorization(
                                URI.create("https://api.mch.weixin.qq.com" + target), "GET", "");

        Matcher proof = AUTHORIZATION.matcher(theirs);
        assertThat(proof.matches()).as(theirs).isTrue();
        assertThat(
                        new WechatpayAuth(config)
                                .authorization(
                                        "GET",
                                        target,
                                        Long.parseLong(proof.group(3)),
                                        proof.group(2),
                                        ""))
                .isEqualTo(theirs);
    }

    @Test
    void anAnswerThatTheSdkSignsIsBelieved() {
        says(200, transaction("SUCCESS").toString());

        assertThat(gateway.query(WechatpayFixtures.payment(), WechatpayFixtures.unopened()))
                .isInstanceOf(GatewayAnswer.Paid.class);
    }

    @Test
    void aNoticeThatTheSdkSealsAndSignsIsBelievedHereAndThere() {
        String body = sealed("TRANSACTION.SUCCESS", transaction("SUCCESS").toString());
        Map<String, String> headers = stamp(body);

        var there =
                parse(body, headers, com.wechat.pay.java.service.payments.model.Transaction.class);
        Reading here = callback.read(WechatpayFixtures.request(body, headers));

        assertThat(here)
                .isInstanceOfSatisfying(
                        Reading.Verified.class,
                        verified -> {
                            var claim = verified.notice().claim();
                            assertThat(claim.attempt().value()).isEqualTo(there.getOutTradeNo());
                            assertThat(claim.merchant())
                                    .isEqualTo(there.getMchid() + "/" + there.getAppid());
                            assertThat(claim.amount().minorUnits())
                                    .isEqualTo(there.getAmount().getTotal().longValue());
                        });
    }

    @Test
    void aRefundsNoticeThatTheSdkSealsAndSignsIsBelievedHereAndThere() {
        String number = RefundNumber.of(ORDER, new RefundId("a-refund-of-three-yuan")).value();
        String body =
                sealed(
                        "REFUND.SUCCESS",
                        WechatpayFixtures.refundNotice(number, "SUCCESS", 300).toString());
        Map<String, String> headers = stamp(body);

        RefundNotification there = parse(body, headers, RefundNotification.class);
        Reading here = callback.read(WechatpayFixtures.request(body, headers));

        assertThat(here)
                .isInstanceOfSatisfying(
                        Reading.OfRefund.class,
                        read -> {
                            assertThat(read.notice().number().value())
                                    .isEqualTo(there.getOutRefundNo());
                            assertThat(read.notice().amount().minorUnits())
                                    .isEqualTo(there.getAmount().getRefund());
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "serial", "signature", "nonce", "timestamp", "associated_data"})
    void whatTheSdkRefusesIsRefused(String part) {
        String genuine = sealed("TRANSACTION.SUCCESS", transaction("SUCCESS").toString());
        Map<String, String> headers = stamp(genuine);
        String body = genuine;
        switch (part) {
            case "body" -> body = genuine.replace("支付成功", "支付失败");
            case "serial" -> headers.put(WechatpayTrust.SERIAL, "PUB_KEY_ID_OTHER");
            case "signature" ->
                    headers.put(WechatpayTrust.SIGNATURE, WECHATPAY.sign("another text").getSign());
            case "nonce" -> headers.put(WechatpayTrust.NONCE, "another");
            case "timestamp" ->
                    headers.put(WechatpayTrust.TIMESTAMP, String.valueOf(NOW.getEpochSecond() + 1));
            default -> {
                body =
                        genuine.replace(
                                "\"associated_data\":\"transaction\"", "\"associated_data\":\"\"");
                headers = stamp(body);
            }
        }
        assertThat(body.equals(genuine) && headers.equals(stamp(genuine))).isFalse();

        assertThat(callback.read(WechatpayFixtures.request(body, headers)))
                .isInstanceOf(Reading.Refused.class);
        assertThat(isRefusedThere(body, headers)).isTrue();
    }

    private static boolean isRefusedThere(String body, Map<String, String> headers) {
        try {
            parse(body, headers, com.wechat.pay.java.service.payments.model.Transaction.class);
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private static <T> T parse(String body, Map<String, String> headers, Class<T> type) {
        return new NotificationParser(SDK)
                .parse(
                        new RequestParam.Builder()
                                .serialNumber(headers.get(WechatpayTrust.SERIAL))
                                .nonce(headers.get(WechatpayTrust.NONCE))
                                .timestamp(headers.get(WechatpayTrust.TIMESTAMP))
                                .signature(headers.get(WechatpayTrust.SIGNATURE))
                                .signType(headers.get(WechatpayTrust.SIGNATURE_TYPE))
                                .body(body)
                                .build(),
                        type);
    }

    /** The SDK answers. */
    private void says(int status, String body) {
        wechatpay.says(_ -> new Says(status, stamp(body), body));
    }

    /** The headers, signed by the SDK. */
    private static Map<String, String> stamp(String body) {
        String timestamp = String.valueOf(NOW.getEpochSecond());
        String nonce = "593BEC0C930BF1AFEB40B4A08C8FB242";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(WechatpayTrust.TIMESTAMP, timestamp);
        headers.put(WechatpayTrust.NONCE, nonce);
        headers.put(WechatpayTrust.SERIAL, WechatpayFixtures.PUBLIC_KEY_ID);
        headers.put(WechatpayTrust.SIGNATURE_TYPE, WechatpayAuth.SCHEME);
        headers.put(
                WechatpayTrust.SIGNATURE,
                WECHATPAY.sign(timestamp + "\n" + nonce + "\n" + body + "\n").getSign());
        return headers;
    }

    /** A notice whose content the SDK has sealed. */
    private static String sealed(String event, String content) {
        String kind = event.startsWith("REFUND") ? "refund" : "transaction";
        byte[] nonce = "fdasflkja484".getBytes(StandardCharsets.US_ASCII);
        String ciphertext =
                new AeadAesCipher(WechatpayFixtures.API_KEY.getBytes(StandardCharsets.US_ASCII))
                        .encrypt(
                                kind.getBytes(StandardCharsets.US_ASCII),
                                nonce,
                                content.getBytes(StandardCharsets.UTF_8));
        return "{\"id\":\"EV-1\",\"create_time\":\"2026-01-01T10:03:00+08:00\",\"event_type\":\"%s\",\"resource_type\":\"encrypt-resource\",\"summary\":\"支付成功\",\"resource\":{\"original_type\":\"%s\",\"algorithm\":\"AEAD_AES_256_GCM\",\"ciphertext\":\"%s\",\"associated_data\":\"%s\",\"nonce\":\"fdasflkja484\"}}"
                .formatted(event, kind, ciphertext, kind);
    }
}
