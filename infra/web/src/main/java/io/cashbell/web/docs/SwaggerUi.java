package io.cashbell.web.docs;

import io.micronaut.core.io.ResourceLoader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The viewer's files in its WebJar, whose folder carries the version. */
@Singleton
final class SwaggerUi {

    private static final String VERSION =
            "classpath:META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final ResourceLoader resources;

    SwaggerUi(ResourceLoader resources) {
        this.resources = resources;
    }

    InputStream file(String name) {
        return resources
                .getResourceAsStream(
                        "classpath:META-INF/resources/webjars/swagger-ui/" + version() + "/" + name)
                .orElseThrow();
    }

    private String version() {
        try (var stream = resources.getResourceAsStream(VERSION).orElseThrow()) {
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
