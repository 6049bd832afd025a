package io.cashbell.messaging.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

@Timeout(30)
class MessageProcessorTest {
    private static final int SHORTEST_RETRY_SECONDS =
            (int) MessagingFixtures.RETRY_BASE.toSeconds() / 2;

    private final MessagingConfiguration configuration = MessagingFixtures.configuration();
    private final FakeQueue sqs = new FakeQueue();
    private final MessageQueue queue = new MessageQueue(sqs, configuration);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final MessageProcessor processor = processor(configuration);

    private MessageProcessor processor(MessagingConfiguration as) {
        return new MessageProcessor(
                as,
                queue,
                new CloudEventCodec(new ObjectMapper()),
                this::handle,
                "a notice"::equals,
                meters);
    }

    private void handle(CloudEvent event) throws InterruptedException {
        switch (event.subject()) {
            case "broken" -> throw new NoClassDefFoundError("broken on purpose");
            case "slow" -> slowMayEnd.await();
            default -> {}
        }
    }

    @AfterEach
    void stop() {
        slowMayEnd.countDown();
        processor.close();
        queue.close();
    }

    @Test
    void anErrorIsAFailureThatTheQueueRetries() throws InterruptedException {
        processor.process(FakeQueue.message("broken"));

        var postponed = sqs.postponed.poll(10, SECONDS);
        assertThat(postponed).isNotNull();
        assertThat(postponed.receiptHandle()).isEqualTo("broken");
        assertThat(postponed.visibilityTimeout()).isGreaterThanOrEqualTo(SHORTEST_RETRY_SECONDS);
        assertThat(meters.counter("messaging.messages.failed").count()).isOne();
        assertThat(sqs.deleted).isEmpty();
    }

    @Test
    void aNoticeThatIsNoEventIsDoneWith() throws InterruptedException {
        processor.process(Message.builder().receiptHandle("notice").body("a notice").build());

        assertThat(sqs.deleted.poll(10, SECONDS)).isEqualTo("notice");
        assertThat(meters.counter("messaging.messages.handled").count()).isOne();
    }

    @Test
    void whatIsNeitherEventNorNoticeIsRefused() throws InterruptedException {
        processor.process(Message.builder().receiptHandle("noise").body("noise").build());

        assertThat(sqs.postponed.poll(10, SECONDS)).isNotNull();
        assertThat(meters.counter("messaging.messages.failed").count()).isOne();
    }

    @Test
    void aMessageThatEndedInAnErrorIsNotHeldAnyLonger() throws InterruptedException {
        Thread slow = Thread.ofVirtual().start(() -> process("slow"));
        Thread.ofVirtual().start(() -> process("broken")).join();
        // Those that are still being handled are extended together: after three rounds of the one,
        // the other would have had its turn.
        for (int rounds = 0; rounds < 3; ) {
            ChangeMessageVisibilityBatchRequestEntry extended = sqs.postponed.poll(10, SECONDS);
            assertThat(extended).isNotNull();
            if (extended.receiptHandle().equals("slow")) {
                rounds++;
            } else {
                assertThat(extended.visibilityTimeout())
                        .isGreaterThanOrEqualTo(SHORTEST_RETRY_SECONDS);
            }
        }
        slowMayEnd.countDown();
        slow.join();
        assertThat(sqs.deleted.poll(10, SECONDS)).isEqualTo("slow");
    }

    @Test
    void whoeverHangsGivesItsMessageBackToTheQueueInTheEnd() throws InterruptedException {
        Duration visibility = Duration.ofMillis(60);
        MessageProcessor hurried = processor(MessagingFixtures.visibleAfter(visibility));
        long longest = System.nanoTime() + visibility.multipliedBy(100).toNanos();

        Thread slow = Thread.ofVirtual().start(() -> hurried.process(FakeQueue.message("slow")));

        assertThat(sqs.postponed.poll(10, SECONDS)).isNotNull();
        while (sqs.postponed.poll(1, SECONDS) != null) {
            assertThat(System.nanoTime()).as("still extended").isLessThan(longest);
        }
        slowMayEnd.countDown();
        slow.join();
        hurried.close();
    }

    private void process(String name) {
        processor.process(FakeQueue.message(name));
    }
}
