package io.cashbell.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cashbell.messaging.MessagingConfiguration;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Sends messages to the topic in as few calls as SNS allows: ten messages or 256 KiB a call. */
@Singleton
@Requires(property = "messaging.topic-arn")
class TopicPublisher {
    private static final Logger log = LoggerFactory.getLogger(TopicPublisher.class);
    static final int BATCH = 10;
    private static final int BATCH_BYTES = 250_000;

    private final SnsClient sns;
    private final String topicArn;

    TopicPublisher(SnsClient sns, MessagingConfiguration configuration) {
        this.sns = sns;
        this.topicArn = Objects.requireNonNull(configuration.topicArn());
    }

    /**
     * Returns those whose messages have all been taken by the topic.
     *
     * @throws SdkClientException if the topic cannot be reached; some may have been taken even so
     */
    List<Outgoing> publish(List<Outgoing> batch) {
        Set<Outgoing> failed = new HashSet<>();
        List<Outgoing> owners = new ArrayList<>();
        List<TopicMessage> messages = new ArrayList<>();
        int bytes = 0;
        for (Outgoing outgoing : batch) {
            for (TopicMessage message : outgoing.messages()) {
                int size = message.body().getBytes(UTF_8).length;
                if (messages.size() == BATCH || (bytes + size > BATCH_BYTES && bytes > 0)) {
                    send(messages, owners, failed);
                    messages.clear();
                    owners.clear();
                    bytes = 0;
                }
                messages.add(message);
                owners.add(outgoing);
                bytes += size;
            }
        }
        send(messages, owners, failed);
        return batch.stream().filter(outgoing -> !failed.contains(outgoing)).toList();
    }

    private void send(List<TopicMessage> messages, List<Outgoing> owners, Set<Outgoing> failed) {
        try {
            if (messages.size() == 1) {
                sendOne(messages.getFirst());
            } else {
                sendTogether(messages)
                        .forEach(error -> failed.add(owners.get(Integer.parseInt(error.id()))));
            }
        } catch (SnsException refused) {
            // The topic answers, but will not have this: the other calls of the batch go on.
            failed.addAll(owners);
            log.atWarn()
                    .addKeyValue("messages", messages.size())
                    .setCause(refused)
                    .log("The topic refused what it was sent");
        }
    }

    private void sendOne(TopicMessage only) {
        sns.publish(
                PublishRequest.builder()
                        .topicArn(topicArn)
                        .message(only.body())
                        .messageAttributes(attributes(only))
                        .build());
    }

    /** Returns those that the topic did not take. */
    private List<BatchResultErrorEntry> sendTogether(List<TopicMessage> messages) {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            TopicMessage message = messages.get(i);
            entries.add(
                    PublishBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .message(message.body())
                            .messageAttributes(attributes(message))
                            .build());
        }
        return sns.publishBatch(
                        PublishBatchRequest.builder()
                                .topicArn(topicArn)
                                .publishBatchRequestEntries(entries)
                                .build())
                .failed();
    }

    private static Map<String, MessageAttributeValue> attributes(TopicMessage message) {
        return Map.of(
                "type",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(message.type())
                        .build());
    }
}
