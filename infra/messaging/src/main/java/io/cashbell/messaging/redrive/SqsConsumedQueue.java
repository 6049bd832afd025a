package io.cashbell.messaging.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.MessagingConfiguration;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Counts by {@code GetQueueAttributes}; redrives by {@code StartMessageMoveTask}, or message by
 * message where that is refused or unknown. The dead-letter queue is the one that the queue's own
 * redrive policy names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">Amazon
 *     SQS API Reference, StartMessageMoveTask</a>
 */
@Singleton
@Requires(property = "messaging.queue-url")
final class SqsConsumedQueue implements ConsumedQueue {
    private static final Logger log = LoggerFactory.getLogger(SqsConsumedQueue.class);
    private static final int BATCH = 10;

    /** By hand, in one call: whoever waits for the answer is not kept longer than that. */
    private static final long MOST = 1_000;

    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int OURS_SECONDS = 60;

    private final SqsClient sqs;
    private final ObjectMapper json;
    private final String queue;

    SqsConsumedQueue(SqsClient sqs, ObjectMapper json, MessagingConfiguration configuration) {
        this.sqs = sqs;
        this.json = json;
        this.queue = Objects.requireNonNull(configuration.queueUrl());
    }

    @Override
    public Depth depth() {
        return answered(
                () -> {
                    Map<QueueAttributeName, String> attributes = attributes(queue);
                    return new Depth(
                            number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                            number(
                                    attributes,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                            deadLetters(attributes).map(arn -> letters(url(arn))).orElse(0L));
                });
    }

    @Override
    public long redrive() {
        return answered(() -> deadLetters(attributes(queue)).map(this::redrive).orElse(0L));
    }

    private long redrive(String arn) {
        String dead = url(arn);
        long letters = letters(dead);
        try {
            sqs.startMessageMoveTask(start -> start.sourceArn(arn));
            log.atInfo().addKeyValue("letters", letters).log("Dead letters are brought back");
            return letters;
        } catch (SqsException refused) {
            if (refused.statusCode() >= 500 && refused.statusCode() != 501) {
                throw refused;
            }
            if (isUnderWay(arn)) {
                return letters;
            }
            long moved = byHand(dead, Math.min(letters, MOST));
            log.atInfo()
                    .addKeyValue("letters", moved)
                    .addKeyValue("status", refused.statusCode())
                    .log("Dead letters were brought back one by one");
            return moved;
        }
    }

    /** A queue takes one task at a time and refuses a second. */
    private boolean isUnderWay(String arn) {
        try {
            return sqs.listMessageMoveTasks(list -> list.sourceArn(arn)).results().stream()
                    .anyMatch(task -> "RUNNING".equals(task.status()));
        } catch (SqsException unknown) {
            return false;
        }
    }

    /**
     * Sent before it is deleted, so that nothing is lost in between. One at a time: ten of the
     * largest do not fit into one request.
     */
    private long byHand(String dead, long most) {
        long end = System.nanoTime() + LONGEST.toNanos();
        long moved = 0;
        while (moved < most && System.nanoTime() < end) {
            List<Message> letters = receive(dead, (int) Math.min(BATCH, most - moved));
            if (letters.isEmpty()) {
                break;
            }
            for (Message letter : letters) {
                sqs.sendMessage(
                        send ->
                                send.queueUrl(queue)
                                        .messageBody(letter.body())
                                        .messageAttributes(letter.messageAttributes()));
                sqs.deleteMessage(
                        delete -> delete.queueUrl(dead).receiptHandle(letter.receiptHandle()));
                moved++;
            }
        }
        return moved;
    }

    private List<Message> receive(String dead, int most) {
        return sqs.receiveMessage(
                        receive ->
                                receive.queueUrl(dead)
                                        .maxNumberOfMessages(most)
                                        .waitTimeSeconds(1)
                                        .visibilityTimeout(OURS_SECONDS)
                                        .messageAttributeNames("All"))
                .messages();
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(
                        get ->
                                get.queueUrl(url)
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName
                                                        .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                                QueueAttributeName.REDRIVE_POLICY))
                .attributes();
    }

    private long letters(String dead) {
        return number(attributes(dead), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private static long number(
            Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    /** The dead-letter queue's ARN; empty where the queue has none. */
    private Optional<String> deadLetters(Map<QueueAttributeName, String> attributes) {
        String policy = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
        try {
            return Optional.of(json.readTree(policy).path("deadLetterTargetArn").asText())
                    .filter(arn -> !arn.isEmpty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The redrive policy is not JSON", e);
        }
    }

    /** It is of the same account and region as the queue: SQS demands so. */
    private String url(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw new QueueUnreachableException(e);
        }
    }
}
