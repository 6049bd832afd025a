package io.cashbell.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was checked before the start is what the application reads. */
class HandedOnTest {

    @Test
    void aPlaceholderIsTheCheckedValueOrItsLocalDefault() {
        var settings = Settings.of(Map.of("GARDEN_QUEUE_URL", "http://localhost:9324/q"));
        settings.requireUri("GARDEN_QUEUE_URL");
        settings.requireUnlessLocal("GARDEN_TABLE", "garden-local");

        try (var context =
                ApplicationContext.builder()
                        .properties(settings.resolved())
                        .properties(
                                Map.of(
                                        "garden.table", "${GARDEN_TABLE}",
                                        "garden.queue", "${GARDEN_QUEUE_URL}"))
                        .start()) {
            assertThat(context.getProperty("garden.table", String.class)).hasValue("garden-local");
            assertThat(context.getProperty("garden.queue", String.class))
                    .hasValue("http://localhost:9324/q");
        }
    }
}
