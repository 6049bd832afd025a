package io.cashbell.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.core.io.ResourceLoader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The OpenAPI document that the build wrote from the service's controllers. */
@Singleton
final class ApiDocument {

    /** Named so by {@code micronaut.openapi.filename} in the build. */
    static final String RESOURCE = "classpath:META-INF/swagger/openapi.yml";

    private final ResourceLoader resources;

    ApiDocument(ResourceLoader resources) {
        this.resources = resources;
    }

    /** Empty for a service that publishes no API. */
    Optional<byte[]> yaml() {
        return resources
                .getResourceAsStream(RESOURCE)
                .map(
                        stream -> {
                            try (stream) {
                                return complete(stream.readAllBytes());
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    /** The same document. Asked for by people and tools, seldom: nothing is kept. */
    Optional<byte[]> json() {
        return yaml().map(ApiDocument::toJson);
    }

    /**
     * Of a service without routes the build writes no {@code paths}, which every document must
     * have, be it empty: generators expect it, though OpenAPI 3.1 lets it go.
     */
    private static byte[] complete(byte[] yaml) throws IOException {
        return read(yaml).has("paths")
                ? yaml
                : (new String(yaml, UTF_8).stripTrailing() + "\npaths: {}\n").getBytes(UTF_8);
    }

    private static JsonNode read(byte[] yaml) throws IOException {
        // This mapper reads every scalar as the YAML core schema says: no dates, no "yes".
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }

    private static byte[] toJson(byte[] yaml) {
        try {
            return new ObjectMapper().writeValueAsBytes(read(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
