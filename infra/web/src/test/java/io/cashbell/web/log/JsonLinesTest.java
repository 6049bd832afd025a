package io.cashbell.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

    @Test
    void anEventIsOneFlatObjectOnOneLine() throws IOException {
        var event = event("Payment captured", null);
        event.addKeyValuePair(new KeyValuePair("paymentId", "p-1"));
        event.addKeyValuePair(new KeyValuePair("attempt", 2));
        event.addKeyValuePair(new KeyValuePair("replayed", false));
        event.setMDCPropertyMap(Map.of("traceId", "0af7"));

        assertThat(written(event))
                .isEqualTo(
                        """
                        {"time":"2026-01-01T00:00:00Z","level":"INFO","logger":"garden",\
                        "message":"Payment captured","paymentId":"p-1","attempt":2,\
                        "replayed":false,"traceId":"0af7"}
                        """);
    }

    @Test
    void whatTheEventSaysItselfStandsBeforeTheContext() throws IOException {
        var event = event("x", null);
        event.addKeyValuePair(new KeyValuePair("traceId", "of the message"));
        event.setMDCPropertyMap(Map.of("traceId", "of the thread"));

        assertThat(written(event)).containsOnlyOnce("traceId");
        assertThat(read(event).at("/traceId").textValue()).isEqualTo("of the message");
    }

    @Test
    void whateverStandsInAValueComesOutAsItWas() throws IOException {
        var text = "\"quoted\" back\\slash\nnew\r\tline \u0000\u001b[31m 王小明 🍵 </script>";
        var event = event("x", null);
        event.addKeyValuePair(new KeyValuePair("said", text));
        event.addKeyValuePair(new KeyValuePair("nothing", null));

        assertThat(written(event).lines()).hasSize(1);
        assertThat(read(event).at("/said").textValue()).isEqualTo(text);
        assertThat(read(event).at("/nothing").isNull()).isTrue();
    }

    @Test
    void aStackTraceIsTextInTheSameLine() throws IOException {
        var event =
                event("Request failed", new IllegalStateException("on fire", new IOException()));

        assertThat(written(event).lines()).hasSize(1);
        assertThat(read(event).at("/error").textValue())
                .contains("IllegalStateException: on fire", "JsonLinesTest", "Caused by: java.io");
    }

    private static LoggingEvent event(String message, @Nullable Throwable failure) {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var logger = context.getLogger("garden");
        var event = new LoggingEvent("", logger, Level.INFO, message, failure, null);
        event.setInstant(Instant.parse("2026-01-01T00:00:00Z"));
        return event;
    }

    private static String written(LoggingEvent event) {
        return new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
    }

    private static JsonNode read(LoggingEvent event) throws IOException {
        return new ObjectMapper().readTree(written(event));
    }
}
