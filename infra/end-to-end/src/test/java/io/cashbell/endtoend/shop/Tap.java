package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of our own at a topic: hears every event from now on, copies included, whatever the
 * services think of it.
 */
public final class Tap implements AutoCloseable {
    private static final int BATCH = 10;

    private final SnsClient sns;
    private final SqsClient sqs;
    private final String queue;
    private final String subscription;
    private final List<Event> heard = new ArrayList<>();

    Tap(SnsClient sns, SqsClient sqs, String topicArn, String name) {
        this.sns = sns;
        this.sqs = sqs;
        this.queue = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        var arn =
                sqs.getQueueAttributes(
                                request ->
                                        request.queueUrl(queue)
                                                .attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN);
        this.subscription =
                sns.subscribe(
                                request ->
                                        request.topicArn(topicArn)
                                                .protocol("sqs")
                                                .endpoint(arn)
                                                .attributes(Map.of("RawMessageDelivery", "true"))
                                                .returnSubscriptionArn(true))
                        .subscriptionArn();
    }

    /** An event as it went over the wire. */
    public record Event(String body, JsonNode json) {
        public String id() {
            return json.path("id").asText();
        }

        public String type() {
            return json.path("type").asText();
        }

        public String orderId() {
            return json.path("subject").asText();
        }
    }

    /** Everything of this type that has been heard so far. */
    public synchronized List<Event> events(String type) {
        drain();
        return heard.stream().filter(event -> event.type().equals(type)).toList();
    }

    @Override
    public void close() {
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        sqs.deleteQueue(request -> request.queueUrl(queue));
    }

    private void drain() {
        List<Message> messages;
        do {
            messages =
                    sqs.receiveMessage(
                                    request ->
                                            request.queueUrl(queue)
                                                    .maxNumberOfMessages(BATCH)
                                                    .waitTimeSeconds(0))
                            .messages();
            messages.forEach(
                    message -> heard.add(new Event(message.body(), Json.read(message.body()))));
            delete(messages);
        } while (!messages.isEmpty());
    }

    private void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var message : messages) {
            entries.add(
                    DeleteMessageBatchRequestEntry.builder()
                            .id(String.valueOf(entries.size()))
                            .receiptHandle(message.receiptHandle())
                            .build());
        }
        sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries));
    }
}
