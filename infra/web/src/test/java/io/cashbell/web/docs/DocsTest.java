package io.cashbell.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@MicronautTest
class DocsTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @Inject EmbeddedServer server;

    @Test
    void theDocumentIsYamlByItself() {
        var answer = Visitor.of(server).get("/openapi");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.").contains("/gardens/thread:");
    }

    @Test
    void theDocumentIsJsonForThoseWhoAsk() {
        var answer = Visitor.of(server).get("/openapi", "Accept", "application/json,*/*");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().at("/paths/~1gardens/get/operationId").textValue())
                .isEqualTo("list");
    }

    @Test
    void thePageAndAllItNeedsComeFromHere() {
        var visitor = Visitor.of(server);
        var page = visitor.get("/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("http:", "https:", "script-src");
        var references =
                REFERENCE
                        .matcher(page.body())
                        .results()
                        .map((MatchResult r) -> r.group(1))
                        .toList();
        assertThat(references).hasSizeGreaterThan(4).allMatch(address -> address.startsWith("/"));
        assertThat(references)
                .allSatisfy(address -> assertThat(visitor.get(address).status()).isEqualTo(200));
        assertThat(page.body()).doesNotContainPattern("<script>|<style| on[a-z]+=");
    }

    @Test
    void scriptsAndStylesAreSentAsSuch() {
        var visitor = Visitor.of(server);

        assertThat(visitor.get("/docs/swagger-ui-bundle.js").header("Content-Type"))
                .startsWith("text/javascript");
        assertThat(visitor.get("/docs/swagger-ui.css").header("Content-Type"))
                .startsWith("text/css");
    }

    @Test
    void nothingElseCanBeFetched() {
        var visitor = Visitor.of(server);

        assertThat(visitor.get("/docs/index.html").status()).isEqualTo(404);
        assertThat(visitor.get("/docs/..%2flogback.xml").status()).isEqualTo(404);
    }
}
