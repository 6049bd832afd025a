package io.cashbell.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

import io.cashbell.local.process.EmulatorProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the emulators were told before they were stopped, they know when they are back. */
@Tag("own-emulators")
class RestartIT {
    private static final Map<String, AttributeValue> ITEM =
            Map.of("pk", AttributeValue.fromS("order-1"));

    @TempDir private static Path data;

    private static Aws aws;
    private static String topic;

    @BeforeAll
    static void tellAndRestart() {
        try (var before = Aws.on(data)) {
            before.dynamoDb.createTable(
                    table ->
                            table.tableName("kept")
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH))
                                    .attributeDefinitions(
                                            a ->
                                                    a.attributeName("pk")
                                                            .attributeType(ScalarAttributeType.S)));
            before.dynamoDb.putItem(put -> put.tableName("kept").item(ITEM));

            topic = before.topic("events");
            var queued = before.queue("queued");
            before.subscribe(topic, "queued", Map.of("RawMessageDelivery", "true"));
            publish(before, "done", "a");
            assertThat(before.bodies(queued)).containsExactly("done");
            publish(before, "烏龍", "a");

            before.queue("filtered");
            before.subscribe(
                    topic,
                    "filtered",
                    Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"type\":[\"b\"]}"));

            before.queue("dead-letters");
            before.sqs.createQueue(
                    create ->
                            create.queueName("poisoned")
                                    .attributes(
                                            Map.of(
                                                    QueueAttributeName.REDRIVE_POLICY,
                                                    "{\"deadLetterTargetArn\":\""
                                                            + before.queueArn("dead-letters")
                                                            + "\",\"maxReceiveCount\":5}")));
        }
        aws = Aws.on(data);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    void itemsAreThere() {
        assertThat(aws.dynamoDb.getItem(get -> get.tableName("kept").key(ITEM)).item())
                .isEqualTo(ITEM);
    }

    @Test
    void queuedMessagesAreThereWithTheirAttributesAndDeletedOnesAreNot() {
        assertThat(aws.drain(aws.queue("queued")))
                .filteredOn(message -> !message.body().equals("after"))
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.body()).isEqualTo("烏龍");
                            assertThat(message.messageAttributes())
                                    .hasEntrySatisfying(
                                            "type",
                                            type -> assertThat(type.stringValue()).isEqualTo("a"));
                        });
    }

    @Test
    void topicsStillReachTheirQueuesThroughTheirFilters() {
        publish(aws, "after", "b");
        publish(aws, "after", "c");

        assertThat(aws.bodies(aws.queue("filtered"))).containsExactly("after");
    }

    @Test
    void fifthReceiveIsStillTheLast() {
        var poisoned = aws.queue("poisoned");
        aws.sqs.sendMessage(send -> send.queueUrl(poisoned).messageBody("poison"));

        for (var receive = 1; receive <= 5; receive++) {
            assertThat(
                            aws.sqs
                                    .receiveMessage(r -> r.queueUrl(poisoned).visibilityTimeout(0))
                                    .messages())
                    .as("receive %d", receive)
                    .hasSize(1);
        }

        assertThat(aws.sqs.receiveMessage(r -> r.queueUrl(poisoned)).messages()).isEmpty();
        assertThat(aws.bodies(aws.queue("dead-letters"))).containsExactly("poison");
    }

    @Test
    void whatWasTakenBeforeAKillIsThere(@TempDir Path own) {
        var killed = EmulatorProcess.start(own);
        try (var before = Aws.at(killed.endpoints())) {
            var queue = before.queue("taken");
            for (int i = 0; i < 100; i++) {
                var body = "message " + i;
                before.sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
            }
        } finally {
            killed.kill();
        }

        try (var after = Aws.on(own)) {
            var queue = after.sqs.listQueues().queueUrls().getFirst();
            assertThat(
                            after.sqs
                                    .getQueueAttributes(
                                            get ->
                                                    get.queueUrl(queue)
                                                            .attributeNames(
                                                                    APPROXIMATE_NUMBER_OF_MESSAGES))
                                    .attributes())
                    .containsEntry(APPROXIMATE_NUMBER_OF_MESSAGES, "100");
        }
    }

    private static void publish(Aws aws, String message, String type) {
        var attribute =
                MessageAttributeValue.builder().dataType("String").stringValue(type).build();
        aws.sns.publish(
                publish ->
                        publish.topicArn(topic)
                                .message(message)
                                .messageAttributes(Map.of("type", attribute)));
    }
}
