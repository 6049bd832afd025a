package io.cashbell.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.local.process.Endpoints;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/**
 * What the SNS API Reference says and moto leaves out, so that it cannot judge: most refusals,
 * binary attributes with raw delivery, dead letters of a subscription.
 */
class SnsEmulatorTest {
    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    private static AwsEmulators emulators;
    private static Aws aws;

    @BeforeAll
    static void start() throws IOException {
        emulators = AwsEmulators.start(0, 0, 0, null);
        aws =
                Aws.at(
                        Endpoints.of(
                                emulators.dynamoDb(),
                                emulators.sqs(),
                                emulators.sns(),
                                null,
                                null));
    }

    @AfterAll
    static void stop() {
        aws.close();
        emulators.close();
    }

    @Test
    void badEntryFailsAloneAndTheOthersArrive() {
        var topic = aws.topic("partly");
        var queue = aws.queue("partly-queue");
        aws.subscribe(topic, "partly-queue", RAW);

        var answer =
                aws.sns.publishBatch(
                        request ->
                                request.topicArn(topic)
                                        .publishBatchRequestEntries(
                                                entry("good", "tea"), entry("bad", "")));

        assertThat(answer.successful()).singleElement().matches(each -> each.id().equals("good"));
        assertThat(answer.failed())
                .singleElement()
                .matches(each -> each.id().equals("bad"))
                .matches(each -> each.code().equals("InvalidParameter"))
                .matches(each -> each.senderFault());
        assertThat(aws.bodies(queue)).containsExactly("tea");
    }

    @Test
    void batchThatSnsRefusesAsAWholeIsRefused() {
        var topic = aws.topic("refused");

        refusesBatch(topic, entries(11), "TooManyEntriesInBatchRequest");
        refusesBatch(
                topic, List.of(entry("same", "a"), entry("same", "b")), "BatchEntryIdsNotDistinct");
        refusesBatch(topic, List.of(entry("no spaces", "a")), "InvalidBatchEntryId");
        refusesBatch(topic, List.of(), "EmptyBatchRequest");
        refusesBatch(
                topic,
                List.of(entry("a", "x".repeat(200_000)), entry("b", "x".repeat(70_000))),
                "BatchRequestTooLong");
    }

    @Test
    void emptyMessageIsRefused() {
        var topic = aws.topic("empty");
        assertThatThrownBy(() -> aws.sns.publish(request -> request.topicArn(topic).message("")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Empty message");
    }

    @Test
    void unknownTopicIsNotFound() {
        assertThatThrownBy(
                        () ->
                                aws.sns.publish(
                                        request ->
                                                request.topicArn(aws.topic("known") + "-not")
                                                        .message("x")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Topic does not exist");
    }

    @Test
    void messageForAMissingQueueGoesToTheSubscriptionsDeadLetterQueue() {
        var topic = aws.topic("redrive");
        var deadLetters = aws.queue("redrive-dead-letters");
        aws.subscribe(
                topic,
                "redrive-queue",
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\""
                                + aws.queueArn("redrive-dead-letters")
                                + "\"}"));
        aws.sqs.deleteQueue(request -> request.queueUrl(aws.queue("redrive-queue")));

        aws.sns.publish(request -> request.topicArn(topic).message("kept"));

        assertThat(aws.bodies(deadLetters)).containsExactly("kept");
    }

    @Test
    void attributeWithoutTypeIsRefused() {
        var topic = aws.topic("typeless");
        assertThatThrownBy(
                        () ->
                                aws.sns.publish(
                                        request ->
                                                request.topicArn(topic)
                                                        .message("x")
                                                        .messageAttributes(
                                                                Map.of("amount", number("much")))))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("Could not cast message attribute 'amount' value to number");
    }

    @Test
    void subscribingAgainWithOtherAttributesIsRefused() {
        var topic = aws.topic("again");
        aws.subscribe(topic, "again-queue", RAW);

        assertThatThrownBy(
                        () ->
                                aws.subscribe(
                                        topic,
                                        "again-queue",
                                        Map.of("RawMessageDelivery", "false")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with different attributes");
    }

    @Test
    void binaryAttributesSurviveRawDelivery() {
        var topic = aws.topic("binary");
        var queue = aws.queue("binary-queue");
        aws.subscribe(topic, "binary-queue", RAW);
        var seal =
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2, -3}))
                        .build();

        aws.sns.publish(
                request ->
                        request.topicArn(topic)
                                .message("sealed")
                                .messageAttributes(Map.of("seal", seal)));

        assertThat(aws.drain(queue).getFirst().messageAttributes())
                .hasEntrySatisfying(
                        "seal",
                        value ->
                                assertThat(value.binaryValue().asByteArray())
                                        .containsExactly(1, 2, -3));
    }

    private static void refusesBatch(
            String topic, List<PublishBatchRequestEntry> entries, String code) {
        assertThatThrownBy(
                        () ->
                                aws.sns.publishBatch(
                                        request ->
                                                request.topicArn(topic)
                                                        .publishBatchRequestEntries(entries)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused ->
                                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static List<PublishBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry("id-" + i, "message " + i)).toList();
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder().dataType("Number").stringValue(value).build();
    }
}
