package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signature;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.payment.SignatureExplanation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Says what went wrong, and never what would have been right. */
class EcpayExplainerTest {

    private final EcpayExplainer explainer = new EcpayExplainer(EcpayFixtures.CONFIG);

    /** Every value that the vectors say is wrong, with the name of the mistake that gives it. */
    static List<Arguments> wrongValues() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String file : List.of("ecpay-computed", "ecpay-published")) {
            JsonNode vectors;
            try (var json =
                    EcpayExplainerTest.class.getResourceAsStream("/ecpay/" + file + ".json")) {
                vectors = new ObjectMapper().readTree(json).get("vectors");
            }
            for (JsonNode vector : vectors) {
                for (var wrong : vector.path("wrong_values").properties()) {
                    all.add(
                            Arguments.of(
                                    vector.get("name").textValue(),
                                    wrong.getKey(),
                                    wrong.getValue().textValue(),
                                    vector));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongValues")
    void everyWrongValueOfTheVectorsIsNamed(
            String name, String mistake, String value, JsonNode vector) {
        Map<String, String> fields = new LinkedHashMap<>();
        vector.get("params")
                .properties()
                .forEach(p -> fields.put(p.getKey(), p.getValue().asText()));
        String key = vector.get("hash_key").textValue();
        String iv = vector.get("hash_iv").textValue();

        SignatureExplanation explanation =
                new EcpayExplainer(config(key, iv)).explain(fields, value);

        assertThat(explanation.mistake()).isEqualTo(mistake);
        assertThat(explanation.advice()).isNotBlank();
        holdsNoSecret(explanation, key, iv, vector.get("expected").textValue());
    }

    @Test
    void thereAreEnoughWrongValues() throws IOException {
        assertThat(wrongValues()).hasSizeGreaterThan(40);
    }

    @Test
    void theFirstDifferenceIsShownOnBothSides() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        String presented = mac(EcpayAuth.encode(text(fields)).replace("+", "%20"));

        var difference =
                Objects.requireNonNull(explainer.explain(fields, presented).firstDifference());

        assertThat(difference.sent()).contains("%20");
        assertThat(difference.right()).contains("+").doesNotContain("%20");
        assertThat(difference.offset()).isPositive();
    }

    @Test
    void eachStepIsShownWithoutKeysAndWithoutACard() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("card4no", "9876");
        fields.put("auth_code", "777123");

        SignatureExplanation explanation = explainer.explain(fields, "0".repeat(64));

        assertThat(explanation.steps()).hasSize(5);
        assertThat(explanation.steps().getFirst().text())
                .startsWith("HashKey=masked&auth_code=xxxxxx&card4no=xxxx&")
                .contains("&TradeAmt=1200&")
                .endsWith("&HashIV=masked");
        assertThat(explanation.steps().get(3).text()).startsWith("hashkey%3dmasked%26");
        assertThat(explanation.toString()).doesNotContain("9876", "777123");
        holdsNoSecret(explanation, "pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs", signature(fields));
    }

    /** How near a guess came would let it be made better, digit by digit. */
    @Test
    void aGuessThatIsNearlyRightIsExplainedAsOneThatIsAllWrong() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        String right = signature(fields);
        String nearly = right.substring(0, 63) + (right.endsWith("0") ? "1" : "0");

        assertThat(explainer.explain(fields, nearly))
                .isEqualTo(explainer.explain(fields, "0123456789ABCDEF".repeat(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "<script>"})
    void whatIsNoSignatureAtAllIsSaidToBeNone(String presented) {
        SignatureExplanation explanation = explainer.explain(notice(ORDER, FIRST), presented);

        assertThat(explanation.mistake()).isNull();
        assertThat(explanation.advice()).contains("64 hexadecimal digits");
    }

    @Test
    void otherMistakesAreNamedToo() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);

        assertThat(mistake(fields, signature(fields).toLowerCase(Locale.ROOT)))
                .isEqualTo("signature in lower case");
        assertThat(
                        mistake(
                                fields,
                                EcpayAuth.checkMacValue(
                                        fields,
                                        "pwFHCqoQZGmho4w6",
                                        "EkRm7iFT261dpevs",
                                        EcpayAuth.Digest.MD5)))
                .isEqualTo("MD5 instead of SHA-256");
        assertThat(mistake(fields, mac(text(fields)))).isEqualTo("not encoded at all");
        assertThat(
                        mistake(
                                fields,
                                EcpayAuth.checkMacValue(
                                        fields,
                                        "5294y06JbISpM5x9",
                                        "v77hoKGq4kWxNNIS",
                                        EcpayAuth.Digest.SHA256)))
                .startsWith("signed with the keys of a public test merchant");
    }

    private String mistake(Map<String, String> fields, String presented) {
        return String.valueOf(explainer.explain(fields, presented).mistake());
    }

    private static void holdsNoSecret(
            SignatureExplanation explanation, String key, String iv, String right) {
        assertThat(explanation.toString().toLowerCase(Locale.ROOT))
                .doesNotContain(
                        key.toLowerCase(Locale.ROOT),
                        iv.toLowerCase(Locale.ROOT),
                        right.toLowerCase(Locale.ROOT));
    }

    private static String text(Map<String, String> fields) {
        return EcpayAuth.textToSign(fields, "pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs");
    }

    private static String mac(String encoded) {
        return EcpayAuth.digest(encoded, EcpayAuth.Digest.SHA256);
    }

    private static EcpayConfig config(String hashKey, String hashIv) {
        return new EcpayConfig(
                URI.create("http://localhost:1"),
                "3002607",
                hashKey,
                hashIv,
                false,
                Duration.ofSeconds(5));
    }
}
