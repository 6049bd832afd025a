package io.cashbell.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas accept what they should, and refuse what they should. */
class SchemaTest {

    static List<String> examples() {
        return Contracts.files(".example.json");
    }

    static Stream<String> types() {
        return Contracts.TYPES.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleSatisfiesItsSchema(String example) {
        var event = Contracts.json(example);

        assertThat(Contracts.faults(Contracts.typeOf(example), event)).isEmpty();
        assertThat(event.at("/type").textValue()).isEqualTo(Contracts.typeOf(example));
        String subject = event.at("/subject").textValue();
        switch (Contracts.typeOf(example)) {
            case Contracts.DAY_CLOSED ->
                    assertThat(subject)
                            .isEqualTo("day-close-" + event.at("/data/date").textValue());
            case Contracts.WARNING_RAISED ->
                    assertThat(subject)
                            .isEqualTo(
                                    "warning-"
                                            + event.at("/data/gateway").asText("shop")
                                            + "-"
                                            + event.at("/data/warning").textValue());
            case Contracts.METHODS_CHANGED -> assertThat(subject).isEqualTo("shop-payment-methods");
            default -> assertThat(event.at("/data/orderId").textValue()).isEqualTo(subject);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleWithoutOneOfTheRequiredMembersDoesNot(String example) {
        var type = Contracts.typeOf(example);
        var required = Required.in(type, Contracts.json(example));

        assertThat(required)
                .contains(
                        "/id",
                        "/subject",
                        "/data",
                        Contracts.WITHOUT_ORDER.getOrDefault(type, "/data/orderId"));
        assertThat(required)
                .allSatisfy(
                        pointer ->
                                assertThat(Contracts.faults(type, without(example, pointer)))
                                        .as(pointer)
                                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyMemberHasAType(String example) {
        var type = Contracts.typeOf(example);

        assertThat(leaves(Contracts.json(example), ""))
                .allSatisfy(
                        pointer ->
                                assertThat(Contracts.faults(type, with(example, pointer, "")))
                                        .as(pointer)
                                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatTheSchemaDoesNotNameIsLetThrough(String example) {
        var event = (ObjectNode) Contracts.json(example);
        event.put("added", 1);
        ((ObjectNode) event.get("data")).put("added", "later");

        assertThat(Contracts.faults(Contracts.typeOf(example), event)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anEventOfAnotherTypeOrServiceIsRefused(String type) {
        var example = type + ".example.json";

        assertThat(Contracts.faults(type, with(example, "/type", "order.eaten.v1"))).isNotEmpty();
        assertThat(Contracts.faults(type, with(example, "/source", "/garden-service")))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "TWD, 1200, true",
        "TWD, 0, true",
        "TWD, 1200.00, false",
        "TWD, 1200.5, false",
        "TWD, 01200, false",
        "TWD, -1, false",
        "TWD, 1e3, false",
        "TWD, '1,200', false",
        "TWD, ' 1200', false",
        "TWD, 12345678901234, false",
        "KRW, 15000, true",
        "KRW, 15000.0, false",
        "CNY, 12.30, true",
        "CNY, 0.01, true",
        "CNY, 12, false",
        "CNY, 12.3, false",
        "CNY, .30, false",
        "USD, 12.30, false",
    })
    void moneyHasTheDecimalsOfItsMarket(String currency, String amount, boolean fits) {
        var event = Contracts.json("payment.confirmed.v1.example.json");
        var money = (ObjectNode) event.at("/data/amount");
        money.put("currency", currency).put("amount", amount);

        assertThat(Contracts.faults("payment.confirmed.v1", event).isEmpty()).isEqualTo(fits);
    }

    @Test
    void moneyIsNeverANumber() {
        var event = Contracts.json("payment.confirmed.v1.example.json");
        ((ObjectNode) event.at("/data/amount")).put("amount", 1200);

        assertThat(Contracts.faults("payment.confirmed.v1", event)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14T01:56:53Z, true",
        "2026-03-14T01:56:53.123456789Z, true",
        "2026-03-14T01:56:53+08:00, false",
        "2026-03-14 01:56:53, false",
        "2026-13-14T01:56:53Z, false",
        "1773453413, false",
    })
    void timeIsRfc3339InUtc(String time, boolean fits) {
        var event = with("payment.confirmed.v1.example.json", "/data/paidAt", time);

        assertThat(Contracts.faults("payment.confirmed.v1", event).isEmpty()).isEqualTo(fits);
    }

    @Test
    void anOrderThatIsPaidOnlineSaysUntilWhen() {
        var online = without("order.created.v1.example.json", "/data/expiresAt");
        var onArrival = Contracts.json("order.created.v1.pay-on-arrival.example.json");

        assertThat(Contracts.faults("order.created.v1", online)).isNotEmpty();
        assertThat(onArrival.at("/data").has("expiresAt")).isFalse();
    }

    @Test
    void nothingPersonalAboutTheBuyerTravels() {
        for (var name : List.of("name", "phone", "email")) {
            var event = Contracts.json("order.created.v1.example.json");
            ((ObjectNode) event.at("/data/buyer")).put(name, "王小明");

            assertThat(Contracts.faults("order.created.v1", event)).as(name).isNotEmpty();
        }
    }

    @Test
    void noGatewayIsAskedToTakeMoneyOnArrival() {
        var event = with("payment.confirmed.v1.example.json", "/data/method", "pay-on-arrival");

        assertThat(Contracts.faults("payment.confirmed.v1", event)).isNotEmpty();
    }

    private static JsonNode without(String example, String pointer) {
        var event = Contracts.json(example);
        var path = JsonPointer.compile(pointer);
        ((ObjectNode) event.at(path.head())).remove(path.last().getMatchingProperty());
        return event;
    }

    private static JsonNode with(String example, String pointer, String text) {
        var event = Contracts.json(example);
        var path = JsonPointer.compile(pointer);
        var parent = event.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.set(path.last().getMatchingProperty(), TextNode.valueOf(text));
        } else {
            ((ArrayNode) parent).set(path.last().getMatchingIndex(), TextNode.valueOf(text));
        }
        return event;
    }

    private static List<String> leaves(JsonNode node, String pointer) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(e -> leaves(e.getValue(), pointer + "/" + e.getKey()).stream())
                    .toList();
        }
        if (node.isArray()) {
            return Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                    .flatMap(i -> leaves(node.get(i), pointer + "/" + i).stream())
                    .toList();
        }
        return List.of(pointer);
    }
}
