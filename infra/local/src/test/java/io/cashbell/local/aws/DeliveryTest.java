package io.cashbell.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final String TOPIC = "arn:aws:sns:ap-northeast-1:000000000000:events";
    private static final String QUEUE = "arn:aws:sqs:ap-northeast-1:000000000000:queue";
    private static final String DEAD_LETTERS =
            "arn:aws:sqs:ap-northeast-1:000000000000:dead-letters";

    private final Queues queues = new Queues();
    private final Delivery delivery = new Delivery(queues);

    @Test
    void whatHasNoQueueGoesToTheDeadLetters() {
        queues.failures.put("queue", new QueueMissingException("queue"));
        publish("a", "b");
        assertThat(queues.taken).containsEntry("dead-letters", List.of("a", "b"));
    }

    @Test
    void aQueueThatIsOnlySlowFailsThePublicationAndKillsNoMessage() {
        queues.failures.put("queue", new TimeoutException("after 20 s"));
        assertThatThrownBy(() -> publish("a", "b"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(queues.taken).doesNotContainKey("dead-letters");
    }

    @Test
    void deadLettersThatAreOnlySlowAreNotTakenForKept() {
        queues.failures.put("queue", new QueueMissingException("queue"));
        queues.failures.put("dead-letters", new TimeoutException("after 20 s"));
        assertThatThrownBy(() -> publish("a")).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void whereNeitherIsThereTheMessageIsGoneAsInSns() {
        queues.failures.put("queue", new QueueMissingException("queue"));
        queues.failures.put("dead-letters", new QueueMissingException("dead-letters"));
        publish("a");
        assertThat(queues.taken).isEmpty();
    }

    private void publish(String... messages) {
        var subscription =
                new Subscription(
                        TOPIC + ":1",
                        TOPIC,
                        QUEUE,
                        Map.of(
                                Subscription.RAW,
                                "true",
                                Subscription.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + DEAD_LETTERS + "\"}"));
        var publications = new ArrayList<Publication>();
        for (var message : messages) {
            publications.add(new Publication(TOPIC, null, message, Map.of()));
        }
        delivery.deliver(publications, List.of(subscription));
    }

    private static final class Queues implements QueueSender {
        final Map<String, Throwable> failures = new HashMap<>();
        final Map<String, List<String>> taken = new HashMap<>();

        @Override
        public CompletionStage<Void> send(String queue, List<QueueMessage> messages) {
            var failure = failures.get(queue);
            if (failure != null) {
                return CompletableFuture.failedStage(new CompletionException(failure));
            }
            taken.put(queue, messages.stream().map(QueueMessage::body).toList());
            return CompletableFuture.completedStage(null);
        }
    }
}
