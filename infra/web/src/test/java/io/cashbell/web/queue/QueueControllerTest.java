package io.cashbell.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.redrive.ConsumedQueue;
import io.cashbell.web.Visitor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QueueControllerTest {
    private static final String TOKEN = "0123456789abcdefghijklmnopqrstuv";

    private final AtomicInteger redrives = new AtomicInteger();
    private EmbeddedServer server;

    @BeforeEach
    void start() {
        ConsumedQueue queue =
                new ConsumedQueue() {
                    @Override
                    public Depth depth() {
                        return new Depth(12, 3, 4);
                    }

                    @Override
                    public long redrive() {
                        redrives.incrementAndGet();
                        return 4;
                    }
                };
        server =
                ApplicationContext.builder()
                        .properties(Map.of("ADMIN_API_TOKEN", TOKEN, "micronaut.server.port", -1))
                        .singletons(queue)
                        .start()
                        .getBean(EmbeddedServer.class)
                        .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void administratorsSeeWhatWaitsAndWhatWasGivenUp() {
        var answer = Visitor.of(server).get("/api/admin/queue", "Authorization", "Bearer " + TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"queue\":{\"waiting\":12,\"inFlight\":3},\"deadLetters\":4}");
    }

    @Test
    void aRedriveIsTakenUpAndSaysOfHowMany() {
        var answer = redrive();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"messages\":4}");
        assertThat(redrives).hasValue(1);
    }

    @Test
    void theSameKeyIsTheSameRedrive() {
        assertThat(redrive("Idempotency-Key", "k1").header("Idempotency-Replayed"))
                .isEqualTo("absent");

        var again = redrive("Idempotency-Key", "k1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo("{\"messages\":4}");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(redrives).hasValue(1);
    }

    private Visitor.Answer redrive(String... headers) {
        var all =
                Stream.concat(Stream.of("Authorization", "Bearer " + TOKEN), Stream.of(headers))
                        .toArray(String[]::new);
        return Visitor.of(server).send("POST", "/api/admin/queue/redrive", null, all);
    }

    @Test
    @Tag("S1-18")
    void strangersSeeAndDoNothing() {
        assertThat(Visitor.of(server).get("/api/admin/queue").status()).isEqualTo(401);
        assertThat(Visitor.of(server).send("POST", "/api/admin/queue/redrive", null).status())
                .isEqualTo(401);
        assertThat(redrives).hasValue(0);
    }
}
