package io.cashbell.payment.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.close.Heap;
import io.cashbell.payment.settlement.Settlement;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The examples of the API's description show what the service could answer. */
class ApiExamplesTest {
    private static final JsonNode EXAMPLES = read("META-INF/swagger/examples.yml");

    @Test
    void callbacksHaveIdsOfTheTimeAtWhichTheyCame() {
        assertThat(callbacks()).isNotEmpty();
        assertThat(callbacks())
                .allSatisfy(
                        callback ->
                                assertThat(new CallbackId(callback.path("id").asText()).at())
                                        .isEqualTo(
                                                Instant.parse(
                                                        callback.path("receivedAt").asText())));
        assertThat(CallbackId.isCallbackId(replayed().path("id").asText())).isTrue();
    }

    @Test
    void whatBecameOfACallbackIsSaidInOurWords() {
        assertThat(Stream.concat(callbacks().stream(), Stream.of(replayed())))
                .allSatisfy(
                        callback ->
                                assertThat(callback.path("change").asText())
                                        .isEqualTo(
                                                CallbackWords.change(
                                                        settlement(
                                                                callback.path("outcome")
                                                                        .asText()))));
    }

    @Test
    void eachCheckOfACallbackIsThere() {
        assertThat(Stream.concat(callbacks().stream(), Stream.of(replayed())))
                .allSatisfy(
                        callback ->
                                assertThat(callback.path("checks").findValuesAsText("name"))
                                        .containsExactly(
                                                "signature",
                                                "environment",
                                                "record",
                                                "merchant",
                                                "amount",
                                                "currency",
                                                "state"));
    }

    @Test
    void everyHeapIsOneOfOurs() {
        List<String> heaps = EXAMPLES.findValuesAsText("heap");

        assertThat(heaps).isNotEmpty();
        assertThat(heaps).allSatisfy(code -> assertThat(Heap.of(code).code()).isEqualTo(code));
    }

    @Test
    void aPaymentWhoseRefundIsOpenSaysSo() {
        JsonNode payment = EXAMPLES.path("PaymentView");

        assertThat(payment.path("refunds").findValuesAsText("status")).containsExactly("requested");
        assertThat(payment.path("status").asText()).isEqualTo("refund-pending");
    }

    private static List<JsonNode> callbacks() {
        return List.of(
                EXAMPLES.path("CallbackView"), EXAMPLES.path("CallbackView.Page").at("/items/0"));
    }

    private static JsonNode replayed() {
        return EXAMPLES.path("CallbackView.Replayed");
    }

    private static Settlement settlement(String label) {
        return Arrays.stream(Settlement.values())
                .filter(settlement -> settlement.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read(String resource) {
        try (InputStream in =
                ApiExamplesTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new ObjectMapper().valueToTree(new Yaml().load(in));
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
