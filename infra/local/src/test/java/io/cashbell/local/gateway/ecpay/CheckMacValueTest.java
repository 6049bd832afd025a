package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.ecpay.CheckMacValue.Hash;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that ECPay published, and those computed with its SDKs; see the folder's README. */
class CheckMacValueTest {

    static Stream<JsonNode> vectors() throws IOException {
        var json = new ObjectMapper();
        var all = Stream.<JsonNode>builder();
        for (var file : List.of("ecpay-published.json", "ecpay-computed.json")) {
            try (var in = CheckMacValueTest.class.getResourceAsStream("/gateway/ecpay/" + file)) {
                json.readTree(in).get("vectors").forEach(all);
            }
        }
        return all.build();
    }

    static Stream<Arguments> wrongValues() throws IOException {
        return vectors()
                .flatMap(
                        vector ->
                                vector.path("wrong_values").properties().stream()
                                        .map(
                                                wrong ->
                                                        Arguments.of(
                                                                vector.get("name").asText(),
                                                                wrong.getKey(),
                                                                vector,
                                                                wrong.getValue().asText())));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorGivesTheExpectedValue(JsonNode vector) {
        assertThat(CheckMacValue.of(fields(vector), signer(vector), hash(vector)))
                .isEqualTo(vector.get("expected").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorIsEncodedAsTheSdksDo(JsonNode vector) {
        assertThat(CheckMacValue.encode(CheckMacValue.textToSign(fields(vector), signer(vector))))
                .isEqualTo(vector.get("encoded").asText());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongValues")
    void everyKnownMistakeIsNamed(String vector, String mistake, JsonNode node, String wrongValue) {
        var fields = new LinkedHashMap<>(fields(node));
        fields.put("CheckMacValue", wrongValue);

        assertThat(SigningMistake.explain(fields, signer(node), hash(node), List.of()))
                .as(vector)
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo(mistake));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void keysOfAnotherServiceAreNamed(JsonNode vector) {
        var other = new Merchant("another service", "anotherKey", "anotherIv");
        var fields = new LinkedHashMap<>(fields(vector));
        fields.put("CheckMacValue", CheckMacValue.of(fields, other, hash(vector)));

        assertThat(SigningMistake.explain(fields, signer(vector), hash(vector), List.of(other)))
                .hasValueSatisfying(found -> assertThat(found.name()).contains("another service"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aValueInLowerCaseIsNoMatchAndIsNamed(JsonNode vector) {
        var fields = new LinkedHashMap<>(fields(vector));
        fields.put("CheckMacValue", vector.get("expected").asText().toLowerCase(Locale.ROOT));

        assertThat(CheckMacValue.matches(fields, signer(vector))).isFalse();
        assertThat(SigningMistake.explain(fields, signer(vector), hash(vector), List.of()))
                .hasValueSatisfying(
                        found -> assertThat(found.name()).isEqualTo("hex in lower case"));
    }

    private static Map<String, String> fields(JsonNode vector) {
        var fields = new LinkedHashMap<String, String>();
        vector.get("params")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    private static Merchant signer(JsonNode vector) {
        return new Merchant(
                "vector", vector.get("hash_key").asText(), vector.get("hash_iv").asText());
    }

    private static Hash hash(JsonNode vector) {
        return vector.get("method").asText().equals("md5") ? Hash.MD5 : Hash.SHA256;
    }
}
