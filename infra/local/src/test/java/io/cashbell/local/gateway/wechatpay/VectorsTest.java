package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"request-signature-post-jsapi", "request-signature-get-query-order"})
    void requestsAreSigned(String name) {
        var vector = Vectors.named(name);

        var text =
                SignedText.ofRequest(
                        text(vector, "method"),
                        text(vector, "path_and_query"),
                        text(vector, "timestamp"),
                        text(vector, "nonce"),
                        bytes(vector, "body"));

        assertSigned(vector, text, Vectors.merchant());
    }

    @Test
    void aCallUpIsSigned() {
        var vector = Vectors.named("pay-sign-mini-program");

        var text =
                SignedText.ofCallUp(
                        text(vector, "appid"),
                        text(vector, "timestamp"),
                        text(vector, "nonce"),
                        text(vector, "package"));

        assertSigned(vector, text, Vectors.merchant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"response-signature-200", "response-signature-204-empty"})
    void answersAreSigned(String name) {
        var vector = Vectors.named(name);

        var text =
                SignedText.ofAnswer(
                        text(vector, "timestamp"), text(vector, "nonce"), bytes(vector, "body"));

        assertSigned(vector, text, Vectors.platform());
    }

    @Test
    void aNoticeIsSignedAndSealed() {
        var vector = Vectors.named("notification-payment-success");
        var headers = vector.get("headers");
        var resource = vector.get("resource");
        var key = text(resource, "api_v3_key");

        var text =
                SignedText.ofAnswer(
                        text(headers, Stamp.TIMESTAMP),
                        text(headers, Stamp.NONCE),
                        bytes(vector, "body"));
        var sealed =
                Sealed.of(
                        text(vector, "expected_plaintext"),
                        text(resource, "nonce"),
                        text(resource, "associated_data"),
                        key);

        assertSigned(vector, text, Vectors.platform());
        assertThat(sealed.ciphertext()).isEqualTo(text(resource, "ciphertext"));
        assertThat(sealed.open(key)).isEqualTo(text(vector, "expected_plaintext"));
    }

    @Test
    void whatWasChangedIsNotOpened() {
        var resource = Vectors.named("notification-payment-success").get("resource");
        var key = text(resource, "api_v3_key");
        var sealed =
                new Sealed(
                        text(resource, "ciphertext"),
                        text(resource, "nonce"),
                        text(resource, "associated_data"));

        assertThatThrownBy(() -> sealed.withFlippedTag().open(key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sealed(sealed.ciphertext(), sealed.nonce(), "").open(key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealed.open("another key, thirty-two letters.".substring(0, 32)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneOtherByteOrAnotherSpellingIsNotWhatWasSigned() {
        var vector = Vectors.named("notification-payment-success");
        var body = text(vector, "body");
        var signature = text(vector, "expected_signature");

        for (var other :
                new String[] {body.replace("EV-", "EV_"), body.replace("\",\"", "\", \"")}) {
            var text =
                    SignedText.ofAnswer(
                            text(vector.get("headers"), Stamp.TIMESTAMP),
                            text(vector.get("headers"), Stamp.NONCE),
                            other.getBytes(StandardCharsets.UTF_8));
            assertThat(Rsa.verifies(text, signature, Vectors.platform().getPublic())).isFalse();
        }
    }

    @Test
    void theAuthorizationHeaderIsRead() {
        var vector = Vectors.named("request-signature-post-jsapi");

        assertThat(Authorization.parse(text(vector, "authorization")))
                .hasValue(
                        new Authorization(
                                "1900000001",
                                text(vector, "nonce"),
                                text(vector, "timestamp"),
                                "444F4864EA9B34415AAC95E3",
                                text(vector, "expected_signature")));
    }

    private static void assertSigned(JsonNode vector, byte[] text, KeyPair keys) {
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(text(vector, "message"));
        assertThat(Rsa.sign(text, keys.getPrivate())).isEqualTo(text(vector, "expected_signature"));
        assertThat(Rsa.verifies(text, text(vector, "expected_signature"), keys.getPublic()))
                .isTrue();
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asText();
    }

    private static byte[] bytes(JsonNode node, String name) {
        return text(node, name).getBytes(StandardCharsets.UTF_8);
    }
}
