package io.cashbell.messaging.consumer;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.batch.Batcher;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The service's queue: receive, delete and postpone, in batches. */
@Singleton
@Requires(property = "messaging.queue-url")
class MessageQueue {
    private static final Logger log = LoggerFactory.getLogger(MessageQueue.class);
    private static final int BATCH = 10;
    private static final int PARALLEL = 4;
    private static final int CAPACITY = 10_000;
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** A message that becomes visible again after that pause. */
    private record Postponed(Message message, Duration pause) {}

    private final SqsClient sqs;
    private final String url;
    private final Duration longPoll;
    private final int visibilitySeconds;
    private final Batcher<Message> deletes;
    private final Batcher<Postponed> postponements;

    MessageQueue(SqsClient sqs, MessagingConfiguration configuration) {
        this.sqs = sqs;
        this.url = Objects.requireNonNull(configuration.queueUrl());
        this.longPoll = configuration.longPoll();
        this.visibilitySeconds = (int) configuration.visibility().toSeconds();
        this.deletes =
                new Batcher<>(
                        "queue-delete",
                        BATCH,
                        PARALLEL,
                        CAPACITY,
                        configuration.deletePace(),
                        configuration.drain(),
                        this::delete);
        this.postponements =
                new Batcher<>(
                        "queue-postpone",
                        BATCH,
                        PARALLEL,
                        CAPACITY,
                        configuration.pace(),
                        configuration.drain(),
                        this::postpone);
    }

    /** Waits for messages, no longer than one long poll. */
    List<Message> receive(int most) {
        return sqs.receiveMessage(
                        receive ->
                                receive.queueUrl(url)
                                        .maxNumberOfMessages(most)
                                        .waitTimeSeconds((int) longPoll.toSeconds())
                                        .visibilityTimeout(visibilitySeconds)
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName
                                                        .APPROXIMATE_RECEIVE_COUNT)
                                        .overrideConfiguration(
                                                limits ->
                                                        limits.apiCallAttemptTimeout(
                                                                        longPoll.plus(MARGIN))
                                                                .apiCallTimeout(
                                                                        longPoll.plus(
                                                                                MARGIN.multipliedBy(
                                                                                        2)))))
                .messages();
    }

    /** It is done with. If that gets lost, the message comes again and changes nothing. */
    void delete(Message message) {
        if (!deletes.offer(message)) {
            log.atWarn().log("A handled message could not be deleted; it comes again");
        }
    }

    /** It stays invisible for that long from now: a pause before a retry, or more time to work. */
    void postpone(Message message, Duration pause) {
        if (!postponements.offer(new Postponed(message, pause))) {
            log.atWarn().log("A message could not be postponed; its visibility decides");
        }
    }

    private void delete(List<Message> batch) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            entries.add(
                    DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .receiptHandle(batch.get(i).receiptHandle())
                            .build());
        }
        var answer = sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries));
        answer.failed()
                .forEach(
                        failure ->
                                log.atWarn()
                                        .addKeyValue("code", failure.code())
                                        .log("A handled message was not deleted; it comes again"));
    }

    private void postpone(List<Postponed> batch) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Postponed one = batch.get(i);
            entries.add(
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .receiptHandle(one.message().receiptHandle())
                            .visibilityTimeout(wholeSeconds(one.pause()))
                            .build());
        }
        sqs.changeMessageVisibilityBatch(change -> change.queueUrl(url).entries(entries));
    }

    /** Rounded up: a pause of less than a second must not become none. */
    private static int wholeSeconds(Duration pause) {
        return (int) pause.plusMillis(999).toSeconds();
    }

    void close() {
        postponements.close();
        deletes.close();
    }
}
