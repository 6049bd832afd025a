package io.cashbell.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@MicronautTest
class AccessLineTest {

    @Inject EmbeddedServer server;

    private final Logger logger = (Logger) LoggerFactory.getLogger(TraceFilter.class);
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

    @BeforeEach
    void listen() {
        seen.start();
        logger.addAppender(seen);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(seen);
    }

    @Test
    void aRequestIsOneLineWithoutItsQuery() {
        Visitor.of(server).get("/gardens?limit=5&token=secret");

        assertThat(seen.list).hasSize(1);
        var line = seen.list.getFirst();
        assertThat(line.getMessage()).isEqualTo("Request served");
        assertThat(line.getKeyValuePairs().stream().map(pair -> pair.key).toList())
                .isEqualTo(List.of("method", "path", "status", "millis"));
        assertThat(line.getKeyValuePairs().toString())
                .contains("GET", "/gardens", "200")
                .doesNotContain("secret");
    }

    @Test
    void whatMustNotBeLoggedIsNotWhereverACallerWritesIt() {
        Visitor.of(server).get("/gardens/4111111111111111", "X-Request-Id", "5500005555555559");

        var line = seen.list.getFirst();
        assertThat(line.getKeyValuePairs().toString())
                .contains("/gardens/…")
                .doesNotContain("4111111111111111");
        assertThat(line.getMDCPropertyMap()).doesNotContainValue("5500005555555559");
    }

    @Test
    void probesAreNotLogged() {
        var visitor = Visitor.of(server);

        visitor.get("/health");
        visitor.get("/health/liveness");
        visitor.get("/prometheus");

        assertThat(seen.list).isEmpty();
    }
}
