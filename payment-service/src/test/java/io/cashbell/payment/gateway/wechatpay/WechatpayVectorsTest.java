package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.VECTORS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.wechatpay.WechatpaySealedMessages.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector that wechatpay-java and OpenSSL agree on, and every one that must be refused. */
@Tag("S2-20")
class WechatpayVectorsTest {

    private static final WechatpayConfig CONFIG =
            WechatpayFixtures.config(URI.create("http://localhost:1"));

    /** When the notice was made. */
    private static final Clock THEN =
            Clock.fixed(Instant.ofEpochSecond(1554208460), ZoneOffset.UTC);

    private final WechatpayAuth auth = new WechatpayAuth(CONFIG);

    static Stream<JsonNode> requests() {
        return named("request-signature-");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsSignedAsTheSdkSignsIt(JsonNode vector) {
        assertThat(
                        auth.authorization(
                                text(vector, "method"),
                                text(vector, "path_and_query"),
                                vector.get("timestamp").asLong(),
                                text(vector, "nonce"),
                                text(vector, "body")))
                .isEqualTo(
                        vector.has("authorization")
                                ? text(vector, "authorization")
                                : """
                                WECHATPAY2-SHA256-RSA2048 mchid="%s",nonce_str="%s",timestamp="%s",serial_no="%s",signature="%s\""""
                                        .formatted(
                                                WechatpayFixtures.MCH_ID,
                                                text(vector, "nonce"),
                                                text(vector, "timestamp"),
                                                WechatpayFixtures.SERIAL,
                                                text(vector, "expected_signature")));
    }

    @Test
    void aNumberInAPathIsEncodedAsItIsSigned() {
        assertThat(
                        "/v3/pay/transactions/out-trade-no/"
                                + WechatpayClient.segment("A|B*C-1")
                                + "?mchid=1900000001")
                .isEqualTo(text(vector("request-signature-get-query-order"), "path_and_query"));
    }

    @Test
    void aCallUpIsSignedAsTheSdkSignsIt() {
        JsonNode vector = vector("pay-sign-mini-program");
        WechatpayConfig config =
                new WechatpayConfig(
                        CONFIG.baseUrl(),
                        text(vector, "appid"),
                        CONFIG.mchId(),
                        CONFIG.apiKey(),
                        CONFIG.privateKey(),
                        CONFIG.serial(),
                        CONFIG.keyMode(),
                        CONFIG.publicKeyId(),
                        CONFIG.publicKey(),
                        1,
                        2,
                        CONFIG.timeout());

        assertThat(
                        new WechatpayAuth(config)
                                .paySign(
                                        vector.get("timestamp").asLong(),
                                        text(vector, "nonce"),
                                        text(vector, "package")))
                .isEqualTo(text(vector, "expected_signature"));
    }

    static Stream<JsonNode> answers() {
        return named("response-signature-");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatTheSdkVerifiesWeVerify(JsonNode vector) {
        assertThat(verify(vector, text(vector, "body"))).isTrue();
        assertThat(verify(vector, text(vector, "body") + " ")).isFalse();
    }

    private static boolean verify(JsonNode vector, String body) {
        return WechatpayAuth.verify(
                WechatpayKeys.publicKey(WechatpayFixtures.PUBLIC_KEY),
                text(vector, "timestamp"),
                text(vector, "nonce"),
                body.getBytes(StandardCharsets.UTF_8),
                text(vector, "expected_signature"));
    }

    @Test
    void theNoticeIsOpened() {
        JsonNode vector = vector("notification-payment-success");

        assertThat(auth.open(Resource.of(vector.get("resource")).orElseThrow()))
                .hasValue(text(vector, "expected_plaintext"));
    }

    @Test
    void theNoticeVerifiesWhileItIsFresh() {
        JsonNode vector = vector("notification-payment-success");
        Reading reading = read(THEN, text(vector, "body"), headers(vector));

        // Our numbers have no underscore, so this one's order is none of ours: verified, opened,
        // and then not readable.
        assertThat(reading).isEqualTo(new Reading.Refused(RefusalReason.UNREADABLE));
        assertThat(
                        WechatpayFixtures.trust(CONFIG, THEN)
                                .judge(
                                        WechatpayFixtures.request(
                                                        text(vector, "body"), headers(vector))
                                                ::header,
                                        text(vector, "body").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(WechatpayTrust.Verdict.GENUINE);
    }

    @Test
    void yearsLaterItIsStale() {
        JsonNode vector = vector("notification-payment-success");

        assertThat(read(Clock.systemUTC(), text(vector, "body"), headers(vector)))
                .isEqualTo(new Reading.Refused(RefusalReason.STALE));
    }

    @Test
    @Tag("S2-23")
    void whatMustBeRefusedIsRefused() throws IOException {
        JsonNode vector = vector("notification-payment-success");
        String body = text(vector, "body");
        Map<String, String> headers = headers(vector);
        Set<String> shown = new HashSet<>();

        refused(
                shown,
                "notification-tampered-body",
                RefusalReason.BAD_SIGNATURE,
                read(
                        THEN,
                        body.replace("EV-2018022511223320873", "EV-2018022511223320874"),
                        headers));
        refused(
                shown,
                "notification-reserialised-body",
                RefusalReason.BAD_SIGNATURE,
                read(THEN, JSON.readTree(body).toPrettyString(), headers));
        refused(
                shown,
                "notification-wrong-serial",
                RefusalReason.UNKNOWN_KEY,
                read(THEN, body, with(headers, "Wechatpay-Serial", "PUB_KEY_ID_OTHER")));
        refused(
                shown,
                "notification-sign-test-probe",
                RefusalReason.PROBE,
                read(
                        THEN,
                        body,
                        with(
                                headers,
                                "Wechatpay-Signature",
                                "WECHATPAY/SIGNTEST/" + headers.get("Wechatpay-Signature"))));
        ObjectNode resource = vector.get("resource").deepCopy();
        resource.put("associated_data", "");
        assertThat(auth.open(Resource.of(resource).orElseThrow())).isEmpty();
        shown.add("notification-wrong-aad");

        Set<String> all = new HashSet<>();
        VECTORS.get("negative").forEach(one -> all.add(text(one, "name")));
        assertThat(shown).isEqualTo(all);
    }

    private static void refused(
            Set<String> shown, String name, RefusalReason reason, Reading reading) {
        assertThat(reading).as(name).isEqualTo(new Reading.Refused(reason));
        shown.add(name);
    }

    private static Reading read(Clock clock, String body, Map<String, String> headers) {
        return WechatpayFixtures.callback(CONFIG, clock)
                .read(WechatpayFixtures.request(body, headers));
    }

    private static Map<String, String> headers(JsonNode vector) {
        Map<String, String> headers = new HashMap<>();
        vector.get("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static JsonNode vector(String name) {
        return named(name).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> named(String prefix) {
        return StreamSupport.stream(VECTORS.get("vectors").spliterator(), false)
                .filter(vector -> text(vector, "name").startsWith(prefix));
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asText();
    }
}
