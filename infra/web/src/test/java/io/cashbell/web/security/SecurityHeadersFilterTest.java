package io.cashbell.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class SecurityHeadersFilterTest {

    @Inject EmbeddedServer server;

    @ParameterizedTest
    @ValueSource(strings = {"/gardens/page", "/gardens/thread", "/nowhere", "/gardens/bug"})
    void everyAnswerTellsBrowsersWhatNotToDo(String path) {
        var answer = Visitor.of(server).get(path);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'self';");
    }

    @Test
    void aRouteThatSetsItsOwnKeepsThem() {
        var answer = Visitor.of(server).get("/gardens/page-of-its-own");

        assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                .containsExactly("form-action https://pay.example");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("origin");
    }
}
