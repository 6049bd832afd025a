package io.cashbell.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of the checker's own behind the payment events, to count them independently. */
final class Tap implements AutoCloseable {
    private final SqsClient sqs;
    private final String queueUrl;
    private final ObjectMapper json = new ObjectMapper();

    Tap(Shop shop) {
        Map<String, String> aws = shop.resources().endpoints().aws();
        var credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        Region region = Region.of(aws.getOrDefault("AWS_REGION", "ap-northeast-1"));
        this.sqs =
                SqsClient.builder()
                        .region(region)
                        .credentialsProvider(credentials)
                        .endpointOverride(URI.create(aws.getOrDefault("AWS_ENDPOINT_URL_SQS", "")))
                        .build();
        String topic = shop.resources().get("PAYMENT_EVENTS_TOPIC_ARN");
        this.queueUrl =
                sqs.createQueue(create -> create.queueName("tap-" + topic.hashCode())).queueUrl();
        String queueArn =
                sqs.getQueueAttributes(
                                get ->
                                        get.queueUrl(queueUrl)
                                                .attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        try (SnsClient sns =
                SnsClient.builder()
                        .region(region)
                        .credentialsProvider(credentials)
                        .endpointOverride(URI.create(aws.getOrDefault("AWS_ENDPOINT_URL_SNS", "")))
                        .build()) {
            sns.subscribe(
                    subscribe ->
                            subscribe
                                    .topicArn(topic)
                                    .protocol("sqs")
                                    .endpoint(queueArn)
                                    .attributes(Map.of("RawMessageDelivery", "true")));
        }
    }

    /** The orders of which a confirmation was published, by event id: one each is what must be. */
    Confirmations drain() throws IOException {
        Set<String> eventIds = new HashSet<>();
        Set<String> orders = new HashSet<>();
        List<Message> messages = receive();
        while (!messages.isEmpty()) {
            for (Message message : messages) {
                var event = json.readTree(message.body());
                if (event.path("type").asText().equals("payment.confirmed.v1")) {
                    eventIds.add(event.path("id").asText());
                    orders.add(event.path("subject").asText());
                }
            }
            delete(messages);
            messages = receive();
        }
        return new Confirmations(eventIds, orders);
    }

    record Confirmations(Set<String> eventIds, Set<String> orders) {}

    private List<Message> receive() {
        return sqs.receiveMessage(
                        receive ->
                                receive.queueUrl(queueUrl)
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(1))
                .messages();
    }

    private void delete(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries =
                messages.stream()
                        .map(
                                message ->
                                        DeleteMessageBatchRequestEntry.builder()
                                                .id(message.messageId())
                                                .receiptHandle(message.receiptHandle())
                                                .build())
                        .toList();
        sqs.deleteMessageBatch(delete -> delete.queueUrl(queueUrl).entries(entries));
    }

    @Override
    public void close() {
        sqs.close();
    }
}
