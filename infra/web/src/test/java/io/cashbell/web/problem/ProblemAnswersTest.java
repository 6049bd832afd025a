package io.cashbell.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@MicronautTest
class ProblemAnswersTest {

    @Inject EmbeddedServer server;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /nowhere, 404, not-found",
        "GET, /gardens/none, 404, not-found",
        "GET, /gardens/bare, 410, gone",
        "GET, /gardens/said, 403, forbidden",
        "GET, /gardens/bug, 500, internal",
        "GET, /gardens/refused, 409, conflict",
        "GET, /gardens/too-many, 429, too-many-requests",
        "GET, /gardens/crowded, 503, unavailable",
        "GET, /gardens/flooded, 503, unavailable",
        "GET, /gardens, 400, invalid-request",
        "GET, /gardens?limit=no, 400, invalid-request",
        "GET, /gardens/keyed, 400, invalid-request",
        "DELETE, /gardens, 405, method-not-allowed",
        "POST, /gardens, 415, unsupported-media-type",
    })
    void everyErrorIsAProblemDetail(String method, String path, int status, String slug) {
        var body = method.equals("POST") ? "x=1" : null;

        var answer =
                Visitor.of(server)
                        .send(
                                method,
                                path,
                                body,
                                "Content-Type",
                                "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.at("/type").textValue()).isEqualTo("urn:cashbell:problem:" + slug);
        assertThat(problem.at("/title").textValue()).isNotBlank();
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/detail").textValue()).isNotBlank();
        assertThat(problem.at("/instance").textValue()).isEqualTo(path.replaceAll("\\?.*", ""));
        assertThat(answer.header("X-Request-Id")).isNotEqualTo("absent");
        assertThat(answer.header("traceparent")).isNotEqualTo("absent");
    }

    @Test
    void whatThePageCannotBeIsNotAcceptable() {
        var answer = Visitor.of(server).get("/gardens/page", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.json().at("/type").textValue()).endsWith(":not-acceptable");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        var answer =
                Visitor.of(server).post("/gardens", "{\"name\":\"" + "x".repeat(30_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().at("/type").textValue()).endsWith(":content-too-large");
        assertThat(answer.header("X-Request-Id")).isNotEqualTo("absent");
    }

    @Test
    void anAddressThatIsNoUriIsRefused() throws IOException {
        var answer = raw("GET /gardens/%zz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:cashbell:problem:");
        assertThat(answer).doesNotContain("Exception", "java.");
    }

    @Test
    void aMethodThatIsNotAnsweredIsToldWhichOnesAre() {
        var allowed = Visitor.of(server).send("DELETE", "/gardens", null).header("Allow");

        assertThat(allowed.split(",")).contains("GET", "POST");
    }

    @Test
    void aRefusalCarriesItsErrorsHeadersAndExtraMembers() {
        var answer = Visitor.of(server).get("/gardens/refused");

        assertThat(answer.header("Retry-After")).isEqualTo("60");
        assertThat(answer.json().at("/detail").textValue()).isEqualTo("the garden is closed");
        assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo("/gate");
        assertThat(answer.json().at("/opensAt").textValue()).isEqualTo("09:00");
        assertThat(answer.json().at("/status").intValue()).isEqualTo(409);
    }

    @Test
    void whatIsMissingBesideTheBodyIsNamedAsOnTheWire() {
        var visitor = Visitor.of(server);

        assertThat(visitor.get("/gardens").json().at("/errors/0/pointer").textValue())
                .isEqualTo("/limit");
        assertThat(visitor.get("/gardens/keyed").json().at("/errors/0/pointer").textValue())
                .isEqualTo("/Idempotency-Key");
        assertThat(visitor.get("/gardens?limit=0").json().at("/errors/0").toString())
                .isEqualTo(
                        """
                        {"pointer":"/limit","detail":"must be greater than or equal to 1"}""");
    }

    @Test
    void headIsAnsweredWithoutABody() {
        var answer = Visitor.of(server).send("HEAD", "/nowhere", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aBugIsLoggedOnceWithItsRequestAndToldToNobody() {
        var logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var seen =
                new ListAppender<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        event.prepareForDeferredProcessing();
                        super.append(event);
                    }
                };
        seen.start();
        logger.addAppender(seen);
        try {
            var answer = Visitor.of(server).get("/gardens/bug", "X-Request-Id", "bug-7");

            assertThat(answer.body())
                    .doesNotContain("Secret", "gardens-live", "java.", "Exception");
            var errors = seen.list.stream().filter(e -> e.getLevel() == Level.ERROR).toList();
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getMDCPropertyMap()).containsEntry("requestId", "bug-7");
            assertThat(errors.getFirst().getThrowableProxy().getMessage()).contains("gardens-live");
        } finally {
            logger.detachAppender(seen);
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
