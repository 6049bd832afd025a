package io.cashbell.messaging.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.event.CloudEventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.health.HealthStatus;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(30)
class QueueConsumerTest {
    private final MessagingConfiguration configuration = MessagingFixtures.configuration();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeQueue sqs = new FakeQueue();
    private final MessageQueue queue = new MessageQueue(sqs, configuration);
    private final MessageProcessor processor =
            new MessageProcessor(
                    configuration,
                    queue,
                    new CloudEventCodec(new ObjectMapper()),
                    event -> {},
                    null,
                    meters);
    private final QueueConsumer consumer =
            new QueueConsumer(configuration, queue, processor, meters);
    private final QueueHealth health = new QueueHealth(consumer, configuration);
    private final QueueHealth strictHealth =
            new QueueHealth(consumer, MessagingFixtures.readyOnlyWhileReading());

    @BeforeEach
    void start() {
        consumer.onApplicationEvent(new ServerStartupEvent(server()));
    }

    private static EmbeddedServer server() {
        return (EmbeddedServer)
                Proxy.newProxyInstance(
                        QueueConsumerTest.class.getClassLoader(),
                        new Class<?>[] {EmbeddedServer.class},
                        (proxy, method, arguments) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        consumer.close();
        processor.close();
    }

    @Test
    void readingGoesOnAfterAFailureThatIsNotOfAws() throws InterruptedException {
        sqs.answers.add(
                () -> {
                    throw new IllegalStateException("Connection pool shut down");
                });
        sqs.answers.add(() -> List.of(FakeQueue.message("after")));
        assertThat(sqs.deleted.poll(10, SECONDS)).isEqualTo("after");
        assertThat(consumer.isReading()).isTrue();
    }

    @Test
    void readingGoesOnAfterAnError() throws InterruptedException {
        sqs.answers.add(
                () -> {
                    throw new NoClassDefFoundError("broken on purpose");
                });
        sqs.answers.add(() -> List.of(FakeQueue.message("after")));
        assertThat(sqs.deleted.poll(10, SECONDS)).isEqualTo("after");
        assertThat(consumer.isReading()).isTrue();
    }

    @Test
    void aQueueThatCannotBeReadMakesUnreadyOnlyWhoWishesSo() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            sqs.answers.add(
                    () -> {
                        throw SdkClientException.create("no route to the queue");
                    });
        }
        await(() -> strictHealth.status().equals(HealthStatus.DOWN));
        assertThat(health.status()).isEqualTo(HealthStatus.UP);
        assertThat(meters.counter("messaging.reads.failed").count()).isEqualTo(3);
        sqs.answers.add(() -> List.of(FakeQueue.message("after")));
        assertThat(sqs.deleted.poll(20, SECONDS)).isEqualTo("after");
        assertThat(strictHealth.status()).isEqualTo(HealthStatus.UP);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.sleep(10);
        }
    }

    @Test
    void aPollerThatIsNoMoreIsSeen() throws InterruptedException {
        assertThat(health.status()).isEqualTo(HealthStatus.UP);
        sqs.answers.add(
                () -> {
                    Thread.currentThread().interrupt();
                    return List.of();
                });
        await(() -> health.status().equals(HealthStatus.DOWN));
        assertThat(strictHealth.status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void whoeverDoesNotWaitInAReadWaitsAfterIt() throws InterruptedException {
        Duration pace = Duration.ofMillis(100);
        var impatient = MessagingFixtures.reading(pace, Duration.ZERO);
        FakeQueue empty = new FakeQueue();
        BlockingQueue<Long> reads = new LinkedBlockingQueue<>();
        for (int i = 0; i < 5; i++) {
            empty.answers.add(
                    () -> {
                        reads.add(System.nanoTime());
                        return List.of();
                    });
        }
        QueueConsumer reader =
                new QueueConsumer(impatient, new MessageQueue(empty, impatient), processor, meters);
        reader.onApplicationEvent(new ServerStartupEvent(server()));
        try {
            // The very first read takes as long as its classes take to load.
            assertThat(reads.poll(10, SECONDS)).isNotNull();
            long first = Objects.requireNonNull(reads.poll(10, SECONDS));
            long last = first;
            for (int i = 0; i < 3; i++) {
                last = Objects.requireNonNull(reads.poll(10, SECONDS));
            }
            assertThat(Duration.ofNanos(last - first))
                    .isGreaterThan(pace.multipliedBy(2).plusMillis(50));
        } finally {
            reader.close();
        }
    }
}
