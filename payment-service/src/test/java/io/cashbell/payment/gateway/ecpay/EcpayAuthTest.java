package io.cashbell.payment.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.payment.gateway.ecpay.EcpayAuth.Digest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcpayAuthTest {

    private static final EcpayConfig STAGE =
            new EcpayConfig(
                    URI.create("https://payment-stage.ecpay.com.tw"),
                    "3002607",
                    "pwFHCqoQZGmho4w6",
                    "EkRm7iFT261dpevs",
                    false,
                    Duration.ofSeconds(5));

    record Vector(
            String name,
            Digest digest,
            String hashKey,
            String hashIv,
            Map<String, String> fields,
            String expected,
            String encoded,
            List<String> wrong) {

        String signature() {
            return EcpayAuth.checkMacValue(fields, hashKey, hashIv, digest);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String file : List.of("ecpay-published.json", "ecpay-computed.json")) {
            try (var stream = EcpayAuthTest.class.getResourceAsStream("/ecpay/" + file)) {
                new ObjectMapper().readTree(stream).get("vectors").forEach(v -> vectors.add(of(v)));
            }
        }
        return vectors;
    }

    private static Vector of(JsonNode vector) {
        Map<String, String> fields = new LinkedHashMap<>();
        vector.get("params")
                .properties()
                .forEach(p -> fields.put(p.getKey(), p.getValue().asText()));
        List<String> wrong = new ArrayList<>();
        vector.path("wrong_values").forEach(value -> wrong.add(value.asText()));
        return new Vector(
                vector.get("name").asText(),
                Digest.valueOf(vector.get("method").asText().toUpperCase(Locale.ROOT)),
                vector.get("hash_key").asText(),
                vector.get("hash_iv").asText(),
                fields,
                vector.get("expected").asText(),
                vector.get("encoded").asText(),
                wrong);
    }

    @Test
    void thereAreAllTwentySixVectors() throws IOException {
        assertThat(vectors()).hasSize(26);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorHolds(Vector vector) {
        assertThat(vector.signature()).isEqualTo(vector.expected());
        assertThat(vector.wrong()).doesNotContain(vector.signature());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theEncodedStringIsByteForByteTheirs(Vector vector) {
        StringBuilder text = new StringBuilder("HashKey=").append(vector.hashKey());
        vector.fields().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(String.CASE_INSENSITIVE_ORDER))
                .forEach(f -> text.append('&').append(f.getKey()).append('=').append(f.getValue()));
        text.append("&HashIV=").append(vector.hashIv());

        assertThat(EcpayAuth.encode(text.toString())).isEqualTo(vector.encoded());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void turkishDefaultsBreakNothing(Vector vector) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));

            assertThat(vector.signature()).isEqualTo(vector.expected());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSignatureAmongTheFieldsIsLeftOut() {
        EcpayAuth auth = new EcpayAuth(STAGE);
        Map<String, String> fields = Map.of("MerchantID", "3002607", "TradeAmt", "1200");
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.put("CheckMacValue", auth.sign(fields));

        assertThat(auth.sign(signed)).isEqualTo(auth.sign(fields));
        assertThat(auth.verify(signed, auth.sign(fields))).isTrue();
    }

    @Test
    void anotherSpellingOfTheRightValueIsRefused() {
        EcpayAuth auth = new EcpayAuth(STAGE);
        Map<String, String> fields = Map.of("MerchantID", "3002607");
        String right = auth.sign(fields);

        assertThat(auth.verify(fields, right.toLowerCase(Locale.ROOT))).isFalse();
        assertThat(auth.verify(fields, " " + right)).isFalse();
        assertThat(auth.verify(fields, right.substring(1))).isFalse();
        assertThat(auth.verify(fields, "")).isFalse();
    }

    /** verify(sign(x)) holds for any x, and fails once any character of it is another. */
    @Test
    void whatIsSignedVerifiesAndWhatIsChangedDoesNot() {
        EcpayAuth auth = new EcpayAuth(STAGE);
        Random random = new Random(20260101);
        for (int run = 0; run < 10_000; run++) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                fields.put("Field" + i, text(random));
            }
            String signature = auth.sign(fields);
            assertThat(auth.verify(fields, signature)).isTrue();

            String changed = "Field" + random.nextInt(1, fields.size() + 1);
            Map<String, String> altered = new LinkedHashMap<>(fields);
            altered.merge(changed, "0", (value, more) -> value + more);
            assertThat(auth.verify(altered, signature)).isFalse();
        }
    }

    @Test
    void configurationNeverShowsItsKeys() {
        assertThat(STAGE.toString()).contains("3002607").doesNotContain("pwFH", "EkRm");
    }

    private static String text(Random random) {
        String alphabet = "aZ09 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~綠界茶ÉÀ🍵";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
