package io.cashbell.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.io.scan.ClassPathResourceLoader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDocumentTest {
    private static final String NO_ROUTES =
            """
            openapi: 3.1.0
            info:
              title: A service that only listens
              version: "1"
            """;

    @TempDir private Path classes;

    @Test
    void aServiceWithoutRoutesHasNoPathsRatherThanNoneOfThatName() throws IOException {
        var document = document(NO_ROUTES);

        assertThat(document.yaml())
                .hasValueSatisfying(
                        yaml ->
                                assertThat(yaml)
                                        .asString(UTF_8)
                                        .isEqualTo(NO_ROUTES + "paths: {}\n"));
        assertThat(new ObjectMapper().readTree(document.json().orElseThrow()).path("paths"))
                .isEqualTo(new ObjectMapper().createObjectNode());
    }

    @Test
    void aDocumentWithRoutesIsGivenAsTheBuildWroteIt() throws IOException {
        var written = NO_ROUTES + "paths:\n  /bell:\n    get: {}\n";

        assertThat(document(written).yaml())
                .hasValueSatisfying(yaml -> assertThat(yaml).asString(UTF_8).isEqualTo(written));
    }

    /** As it is by an annotation on the route itself. */
    @Test
    void aKeysLimitsAreNotForgotten() throws IOException {
        var written =
                """
                openapi: 3.1.0
                paths:
                  /gardens:
                    post:
                      parameters:
                        - {name: Idempotency-Key, in: header, description: d, schema: {}}
                        - {name: If-Match, in: header, schema: {}}
                """;

        assertThat(
                        new ObjectMapper()
                                .readTree(document(written).json().orElseThrow())
                                .at("/paths/~1gardens/post/parameters"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        [{"name": "Idempotency-Key", "in": "header",
                                          "description": "d",
                                          "schema": {"minLength": 1, "maxLength": 255}},
                                         {"name": "If-Match", "in": "header", "schema": {}}]
                                        """));
    }

    @Test
    void whatMayBeNullMayAlsoBeWhatItIs() throws IOException {
        var written =
                NO_ROUTES
                        + """
                        components:
                          schemas:
                            Order:
                              properties:
                                amount: {type: "null", allOf: [{$ref: "#/components/schemas/Amount"}]}
                                parcel: {type: "null", $ref: "#/components/schemas/Parcel"}
                                names: {type: "null", additionalProperties: {type: string}}
                                notes: {type: "null", items: {type: string}}
                                before: {type: "null", description: Anything}
                                paidAt: {type: [string, "null", object], format: date-time}
                                type: {type: string, example: {type: "null"}, exampleSetFlag: true}
                        """;

        assertThat(
                        new ObjectMapper()
                                .readTree(document(written).json().orElseThrow())
                                .at("/components/schemas/Order/properties"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"amount": {"anyOf": [
                                            {"$ref": "#/components/schemas/Amount"},
                                            {"type": "null"}]},
                                         "parcel": {"anyOf": [
                                            {"$ref": "#/components/schemas/Parcel"},
                                            {"type": "null"}]},
                                         "names": {"type": ["object", "null"],
                                            "additionalProperties": {"type": "string"}},
                                         "notes": {"type": ["array", "null"],
                                            "items": {"type": "string"}},
                                         "before": {"description": "Anything"},
                                         "paidAt": {"type": ["string", "null"],
                                            "format": "date-time"},
                                         "type": {"type": "string", "example": {"type": "null"}}}
                                        """));
    }

    @Test
    void anExampleIsPutToItsSchemaAsItStands() throws IOException {
        var document =
                document(
                        """
                        components: {schemas: {Tea: {type: object}}}
                        paths: {}
                        """);
        Files.writeString(
                classes.resolve("META-INF/swagger/examples.yml"),
                "Tea: {price: \"600\", sold: null, type: \"null\"}\nCoffee: {}\n");

        assertThat(
                        new ObjectMapper()
                                .readTree(document.json().orElseThrow())
                                .at("/components/schemas/Tea/examples"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "[{\"price\": \"600\", \"sold\": null, \"type\": \"null\"}]"));
    }

    private ApiDocument document(String written) throws IOException {
        var file = classes.resolve("META-INF/swagger/openapi.yml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, written);
        var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
        return new ApiDocument(ClassPathResourceLoader.defaultLoader(loader));
    }
}
