package io.cashbell.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that the README tells services to take over. */
@MicronautTest
class ManagementTest {

    @Inject EmbeddedServer server;

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void healthIsOpenAndTellsNoDetails(String path) {
        var answer = Visitor.of(server).get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm_memory_used_bytes", "process_cpu_usage", "http_server_requests"})
    void figuresAreOpen(String figure) {
        var visitor = Visitor.of(server);
        visitor.get("/gardens/thread");

        var answer = visitor.get("/prometheus");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(figure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/beans", "/env", "/loggers", "/routes", "/threaddump", "/info"})
    void everythingElseIsClosed(String path) {
        assertThat(Visitor.of(server).get(path).status()).isEqualTo(404);
    }
}
