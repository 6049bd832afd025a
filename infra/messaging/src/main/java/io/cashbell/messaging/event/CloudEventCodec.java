package io.cashbell.messaging.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Writes and reads events in the structured JSON mode of CloudEvents 1.0 (§3.2, JSON format). */
@Singleton
public final class CloudEventCodec {
    private static final String SPEC_VERSION = "1.0";

    private final ObjectMapper json;

    public CloudEventCodec(ObjectMapper json) {
        this.json = json;
    }

    /** The same event gives the same text, whoever writes it and however often. */
    public String encode(CloudEvent event) {
        ObjectNode node = json.createObjectNode();
        node.put("specversion", SPEC_VERSION);
        node.put("id", event.id());
        node.put("source", event.source());
        node.put("type", event.type());
        node.put("subject", event.subject());
        node.put("time", event.time().toString());
        node.put("datacontenttype", "application/json");
        node.put("sequence", Long.toString(event.sequence()));
        if (event.traceparent() != null) {
            node.put("traceparent", event.traceparent());
        }
        if (event.causationId() != null) {
            node.put("causationid", event.causationId());
        }
        node.set("data", event.data());
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An event could not be written", impossible);
        }
    }

    /** Turns the data of an event into JSON. */
    public JsonNode data(Object data) {
        return json.valueToTree(data);
    }

    /**
     * @throws MalformedEventException if it is not JSON, not CloudEvents 1.0, or lacks a required
     *     attribute
     */
    public CloudEvent decode(String text) {
        JsonNode node;
        try {
            node = json.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new MalformedEventException("The message is not JSON");
        }
        if (node == null || !node.isObject()) {
            throw new MalformedEventException("The message is not a JSON object");
        }
        if (!SPEC_VERSION.equals(node.path("specversion").asText())) {
            throw new MalformedEventException("specversion is not " + SPEC_VERSION);
        }
        JsonNode data = node.get("data");
        if (data == null || !data.isObject()) {
            throw new MalformedEventException("data is missing or not an object");
        }
        return new CloudEvent(
                required(node, "id"),
                required(node, "source"),
                required(node, "type"),
                required(node, "subject"),
                time(node),
                sequence(node),
                optional(node, "traceparent"),
                optional(node, "causationid"),
                data);
    }

    private static String required(JsonNode node, String name) {
        String value = optional(node, name);
        if (value == null || value.isBlank()) {
            throw new MalformedEventException(name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    private static Instant time(JsonNode node) {
        try {
            return Instant.parse(required(node, "time"));
        } catch (DateTimeParseException notATime) {
            throw new MalformedEventException("time is not RFC 3339 in UTC");
        }
    }

    private static long sequence(JsonNode node) {
        JsonNode value = node.path("sequence");
        try {
            return value.isMissingNode() ? 0 : Long.parseLong(value.asText());
        } catch (NumberFormatException notANumber) {
            throw new MalformedEventException("sequence is not a whole number");
        }
    }
}
