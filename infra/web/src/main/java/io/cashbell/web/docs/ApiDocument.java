package io.cashbell.web.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
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

    /** Examples by the names of their schemas; a service may have none. */
    static final String EXAMPLES = "classpath:META-INF/swagger/examples.yml";

    private final ResourceLoader resources;

    ApiDocument(ResourceLoader resources) {
        this.resources = resources;
    }

    /** Empty for a service that publishes no API. */
    Optional<byte[]> yaml() {
        return bytes(RESOURCE)
                .map(
                        written -> {
                            try {
                                return MendedDocument.mended(
                                        written, bytes(EXAMPLES).orElse(new byte[0]));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private Optional<byte[]> bytes(String resource) {
        return resources
                .getResourceAsStream(resource)
                .map(
                        stream -> {
                            try (stream) {
                                return stream.readAllBytes();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    /** The same document. Asked for by people and tools, seldom: nothing is kept. */
    Optional<byte[]> json() {
        return yaml().map(ApiDocument::toJson);
    }

    private static byte[] toJson(byte[] yaml) {
        try {
            return new ObjectMapper().writeValueAsBytes(MendedDocument.read(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
