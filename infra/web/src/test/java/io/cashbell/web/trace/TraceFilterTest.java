package io.cashbell.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@MicronautTest
class TraceFilterTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String INCOMING = "00-" + TRACE + "-b7ad6b7169203331-01";

    @Inject EmbeddedServer server;

    @Test
    void theCallersTraceReachesTheVirtualThreadThatWorksForIt() {
        var answer =
                Visitor.of(server)
                        .get("/gardens/thread", "traceparent", INCOMING, "X-Request-Id", "mine");

        assertThat(answer.json().at("/virtual").booleanValue()).isTrue();
        assertThat(answer.json().at("/traceId").textValue()).isEqualTo(TRACE);
        assertThat(answer.json().at("/requestId").textValue()).isEqualTo("mine");
        assertThat(answer.json().at("/traceparent").textValue())
                .isEqualTo(answer.header("traceparent"));
    }

    @Test
    void theAnswerIsAStepOfItsOwnInTheCallersTrace() {
        var answered =
                Visitor.of(server)
                        .get("/gardens/thread", "traceparent", INCOMING)
                        .header("traceparent");

        assertThat(answered).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
        assertThat(answered).isNotEqualTo(INCOMING);
    }

    @Test
    void aTraceStartsHereWhenTheCallerBringsNoneOrNonsense() {
        var visitor = Visitor.of(server);

        for (var answer :
                new Visitor.Answer[] {
                    visitor.get("/gardens/thread"),
                    visitor.get("/gardens/thread", "traceparent", "00-xyz")
                }) {
            assertThat(answer.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            assertThat(answer.header("traceparent"))
                    .contains(answer.json().at("/traceId").textValue());
        }
    }

    @Test
    void theCallersRequestIdIsKeptWhenItIsFitToBeSeen() {
        var visitor = Visitor.of(server);
        var longest = "x".repeat(128);

        assertThat(visitor.get("/nowhere", "X-Request-Id", "a-b/c:1").header("X-Request-Id"))
                .isEqualTo("a-b/c:1");
        assertThat(visitor.get("/nowhere", "X-Request-Id", longest).header("X-Request-Id"))
                .isEqualTo(longest);
        assertThat(visitor.get("/nowhere", "X-Request-Id", longest + "x").header("X-Request-Id"))
                .hasSizeLessThan(128);
        assertThat(visitor.get("/nowhere", "X-Request-Id", "a b").header("X-Request-Id"))
                .isNotEqualTo("a b");
    }

    @Test
    void noTwoRequestsShareAnId() {
        var visitor = Visitor.of(server);

        var ids =
                IntStream.range(0, 50)
                        .mapToObj(_ -> visitor.get("/gardens/thread").header("X-Request-Id"));

        assertThat(ids).doesNotHaveDuplicates().doesNotContain("absent");
    }
}
