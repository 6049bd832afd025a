package io.cashbell.messaging.redrive;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.outbox.EventRenderer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Dead letters on a real queue: counted, brought back, and handled once their cause is mended. */
@Timeout(90)
@ExtendWith(BackendExtension.class)
@Tag("message-move-task")
class RedriveIT {
    private final Resources resources;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean broken = true;
    private EmbeddedServer server;
    private ConsumedQueue queue;

    RedriveIT(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    @BeforeEach
    void start() {
        EventHandler handler = this::handle;
        EventRenderer renderer = (_, _) -> Map.of();
        ApplicationContext context =
                ApplicationContext.builder()
                        .properties(
                                Map.of(
                                        "micronaut.server.port",
                                        -1,
                                        "messaging.source",
                                        "/clock-service",
                                        "messaging.table",
                                        resources.get("PAYMENT_TABLE"),
                                        "messaging.queue-url",
                                        resources.get("ORDER_QUEUE_URL"),
                                        "messaging.retry-base",
                                        "10ms",
                                        "messaging.long-poll",
                                        "0s"))
                        .singletons(handler, renderer)
                        .start();
        server = context.getBean(EmbeddedServer.class).start();
        queue = context.getBean(ConsumedQueue.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void handle(CloudEvent event) {
        attempts.incrementAndGet();
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
        heard.add(event.subject());
    }

    @Test
    @Tag("proof")
    void whatWasGivenUpIsCountedBroughtBackAndHandled() {
        List<String> bells = Stream.generate(this::ring).limit(3).toList();
        await("all are dead letters", () -> queue.depth().deadLetters() == 3);
        assertThat(queue.depth()).isEqualTo(new ConsumedQueue.Depth(0, 0, 3));

        broken = false;
        assertThat(queue.redrive()).isEqualTo(3);

        await("all are heard", () -> heard.containsAll(bells));
        await("nothing is left", () -> queue.depth().equals(new ConsumedQueue.Depth(0, 0, 0)));
    }

    @Test
    void whatIsStillBrokenComesToBeADeadLetterAgain() {
        ring();
        await("it is a dead letter", () -> queue.depth().deadLetters() == 1);

        assertThat(queue.redrive()).isEqualTo(1);
        await("it is tried five times more", () -> attempts.get() == 10);
        await("it is one again", () -> queue.depth().deadLetters() == 1);

        broken = false;
        queue.redrive();
        await("it is heard", () -> heard.size() == 1);
    }

    private String ring() {
        String bell = "bell-" + EventIds.next();
        String body =
                """
                {"specversion":"1.0","id":"%s","source":"/clock-service","type":"bell.rung.v1",
                 "subject":"%s","time":"2026-01-01T12:00:00Z","data":{}}"""
                        .formatted(EventIds.next(), bell);
        server.getApplicationContext()
                .getBean(SqsClient.class)
                .sendMessage(
                        send -> send.queueUrl(resources.get("ORDER_QUEUE_URL")).messageBody(body));
        return bell;
    }

    private static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + SECONDS.toNanos(40);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(limit);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
