package io.cashbell.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.cashbell.web.command.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the document that Micronaut's processor writes a right one of OpenAPI 3.1: the processor
 * says of a nullable member that is an object that it is {@code null} and nothing else, of one that
 * is a text that it may be an object as well, leaves a mark of its library beside examples, and
 * forgets the schema of a parameter that an annotation of ours brings (micronaut-openapi 6.20). The
 * service's examples are put to their schemas, which an annotation would hold as one long text.
 */
final class MendedDocument {
    // Reads and writes every scalar as the YAML core schema says: no dates, no "yes".
    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                            .build());
    private static final String TYPE = "type";
    private static final String NULL = "null";
    private static final String OBJECT = "object";

    private MendedDocument() {}

    /**
     * Arguments: the document, its examples, where the mended one goes; for checks of the build.
     */
    public static void main(String[] arguments) throws IOException {
        byte[] mended =
                mended(
                        Files.readAllBytes(Path.of(arguments[0])),
                        Files.readAllBytes(Path.of(arguments[1])));
        Files.write(Path.of(arguments[2]), mended);
    }

    /**
     * Of a service without routes the processor writes no {@code paths}, which many readers expect,
     * though OpenAPI 3.1 lets it go: then there are none of them.
     *
     * @param examples one for each of the schemas it names, if that is there; empty for none
     */
    static byte[] mended(byte[] yaml, byte[] examples) throws IOException {
        JsonNode document = read(yaml);
        mend(document);
        addExamples(document.at("/components/schemas"), read(examples));
        if (document instanceof ObjectNode whole && !whole.has("paths")) {
            whole.putObject("paths");
        }
        return YAML.writeValueAsBytes(document);
    }

    static JsonNode read(byte[] yaml) throws IOException {
        return YAML.readTree(yaml);
    }

    private static void addExamples(JsonNode schemas, JsonNode examples) {
        for (var example : examples.properties()) {
            if (schemas.path(example.getKey()) instanceof ObjectNode schema) {
                schema.putArray("examples").add(example.getValue());
            }
        }
    }

    private static void mend(JsonNode node) {
        // Examples are data: whatever they look like, they are as they should be.
        node.properties()
                .forEach(
                        member -> {
                            if (!member.getKey().startsWith("example")) {
                                mend(member.getValue());
                            }
                        });
        if (node.isArray()) {
            node.forEach(MendedDocument::mend);
        }
        if (node instanceof ObjectNode schema) {
            schema.remove("exampleSetFlag");
            if (isKey(schema)) {
                schema.putObject("schema").put("minLength", 1).put("maxLength", 255);
            }
            if (schema.path(TYPE).asText().equals(NULL)) {
                mendNullable(schema);
            } else if (schema.path(TYPE).isArray()) {
                schema.set(TYPE, withoutStrayObject((ArrayNode) schema.path(TYPE)));
            }
        }
    }

    /** What {@link io.cashbell.web.command.KeyParameter} says. */
    private static boolean isKey(ObjectNode parameter) {
        return parameter.path("in").asText().equals("header")
                && parameter.path("name").asText().equals(Commands.KEY);
    }

    /** Null, and what stands beside that. */
    private static void mendNullable(ObjectNode schema) {
        JsonNode reference = schema.remove("$ref");
        if (reference == null && schema.path("allOf").size() == 1) {
            reference = schema.remove("allOf").get(0).get("$ref");
        }
        if (reference != null) {
            schema.remove(TYPE);
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().set("$ref", reference);
            either.addObject().put(TYPE, NULL);
        } else if (schema.has("properties") || schema.has("additionalProperties")) {
            schema.putArray(TYPE).add(OBJECT).add(NULL);
        } else if (schema.has("items")) {
            schema.putArray(TYPE).add("array").add(NULL);
        } else {
            // Anything at all.
            schema.remove(TYPE);
        }
    }

    private static ArrayNode withoutStrayObject(ArrayNode types) {
        List<String> names = new ArrayList<>();
        types.forEach(type -> names.add(type.asText()));
        if (names.stream().anyMatch(name -> !name.equals(NULL) && !name.equals(OBJECT))) {
            names.remove(OBJECT);
        }
        ArrayNode mended = types.arrayNode();
        names.forEach(mended::add);
        return mended;
    }
}
