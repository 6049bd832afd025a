package io.cashbell.order.catalog;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The catalog that comes with the program, for a table that has none. */
@Singleton
public final class CatalogSeed {
    static final String EMPTY = "{\"site\":{\"status\":\"open\"},\"products\":[]}";

    private final CatalogConfig config;

    CatalogSeed(CatalogConfig config) {
        this.config = config;
    }

    /** What an owner begins with who changes a shop that has no catalog yet. */
    public String beginning() {
        return document().orElse(EMPTY);
    }

    /** Empty where the owner starts with an empty shop. */
    Optional<String> document() {
        if (config.seed().equals(CatalogConfig.NO_SEED)) {
            return Optional.empty();
        }
        String name = "/catalog/" + config.seed() + ".json";
        try (InputStream resource = CatalogSeed.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "CATALOG_SEED: there is no catalog " + config.seed());
            }
            return Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
