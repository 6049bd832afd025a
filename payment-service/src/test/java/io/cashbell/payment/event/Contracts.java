package io.cashbell.payment.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The contracts of {@code infra/events}, held against what we read and write. */
public final class Contracts {

    public static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Contracts() {}

    /** The example of an event, as it would arrive. */
    public static CloudEvent example(String name) throws IOException {
        try (InputStream stream =
                Contracts.class.getResourceAsStream("/events/" + name + ".example.json")) {
            String text =
                    new String(
                            Objects.requireNonNull(stream, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            return new CloudEventCodec(JSON).decode(text);
        }
    }

    public static void assertSatisfiesItsSchema(String event) throws IOException {
        JsonNode node = JSON.readTree(event);
        var schema =
                SCHEMAS.getSchema(
                        SchemaLocation.of(
                                "classpath:events/" + node.get("type").asText() + ".schema.json"));

        assertThat(schema.validate(node)).as(event).isEmpty();
    }
}
