package io.cashbell.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.Visitor;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "garden.pages", value = "true")
class ErrorPageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject EmbeddedServer server;

    @Test
    void aPersonSeesThePageOfTheService() {
        var answer = Visitor.of(server).get("/nowhere", "Accept", BROWSER);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).isEqualTo("<h1>走錯路 404</h1>");
    }

    @Test
    void aProgramSeesJson() {
        var visitor = Visitor.of(server);

        assertThat(visitor.get("/nowhere").json().at("/status").intValue()).isEqualTo(404);
        assertThat(
                        visitor.get("/nowhere", "Accept", "application/json")
                                .json()
                                .at("/status")
                                .intValue())
                .isEqualTo(404);
    }

    @Test
    void whereTheServiceHasNoPageJsonIsAnswered() {
        var answer = Visitor.of(server).get("/gardens/refused", "Accept", BROWSER);

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Singleton
    @Requires(property = "garden.pages")
    static class NotFoundPage implements ErrorPage {
        @Override
        public Optional<String> html(HttpRequest<?> request, Problem problem) {
            return problem.type().status() == 404
                    ? Optional.of("<h1>走錯路 " + problem.type().status() + "</h1>")
                    : Optional.empty();
        }
    }
}
