package io.cashbell.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The files of this module, as a reader finds them. */
final class Contracts {

    static final Path FOLDER = Path.of("src", "main", "resources", "events");

    static final String DAY_CLOSED = "payment.day-closed.v1";
    static final String WARNING_RAISED = "payment.warning-raised.v1";
    static final String METHODS_CHANGED = "shop.payment-methods-changed.v1";

    /** The events that are about no order, and a member that each asks for instead. */
    static final Map<String, String> WITHOUT_ORDER =
            Map.of(
                    DAY_CLOSED,
                    "/data/date",
                    WARNING_RAISED,
                    "/data/warning",
                    METHODS_CHANGED,
                    "/data/methodsOff");

    /** Every event that the outside contract names. */
    static final List<String> TYPES =
            List.of(
                    "order.created.v1",
                    "order.shipped.v1",
                    "order.cancelled.v1",
                    "order.expired.v1",
                    "order.refund-requested.v1",
                    METHODS_CHANGED,
                    "payment.session-created.v1",
                    "payment.instructions-issued.v1",
                    "payment.confirmed.v1",
                    "payment.failed.v1",
                    "payment.expired.v1",
                    "payment.refunded.v1",
                    "payment.refund-failed.v1",
                    "payment.disputed.v1",
                    DAY_CLOSED,
                    WARNING_RAISED);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private Contracts() {}

    /** Payments tell of themselves; of orders and the shop the order service does. */
    static String producer(String type) {
        return type.startsWith("payment.") ? "payment-service" : "order-service";
    }

    /** What is wrong with the event, in words; empty when nothing is. */
    static Set<String> faults(String type, JsonNode event) {
        return SCHEMAS
                .getSchema(SchemaLocation.of("classpath:events/" + type + ".schema.json"))
                .validate(event)
                .stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    static JsonNode schema(String name) {
        return json(name + ".schema.json");
    }

    static JsonNode json(String file) {
        try {
            return JSON.readTree(FOLDER.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode asyncApi() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(FOLDER.resolve("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File names, in order. */
    static List<String> files(String ending) {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code order.created.v1} of {@code order.created.v1.pay-on-arrival.example.json}. */
    static String typeOf(String example) {
        return TYPES.stream()
                .filter(type -> example.startsWith(type + "."))
                .findFirst()
                .orElseThrow(() -> new AssertionError(example + " is an example of nothing"));
    }
}
