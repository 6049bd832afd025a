package io.cashbell.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Topic;

/** What the shop needs of SNS, on every backend: moto and LocalStack judge our emulator. */
@ExtendWith(BackendExtension.class)
class SnsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    private static Aws aws;

    @BeforeAll
    static void start(Resources resources) {
        aws = Aws.at(resources.endpoints());
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    void rawDeliveryBringsBodyAndAttributesAsTheyWerePublished() {
        var topic = aws.topic("raw");
        var queue = aws.queue("raw-queue");
        aws.subscribe(topic, "raw-queue", RAW);

        aws.sns.publish(
                request ->
                        request.topicArn(topic)
                                .message("{\"tea\":\"烏龍 <&>\"}")
                                .messageAttributes(
                                        Map.of(
                                                "type", text("order.created.v1"),
                                                "amount", number("1200"))));

        var message = aws.drain(queue, 1).getFirst();
        assertThat(message.body()).isEqualTo("{\"tea\":\"烏龍 <&>\"}");
        assertThat(message.messageAttributes())
                .hasEntrySatisfying(
                        "type",
                        type -> assertThat(type.stringValue()).isEqualTo("order.created.v1"))
                .hasEntrySatisfying(
                        "amount", amount -> assertThat(amount.dataType()).isEqualTo("Number"));
    }

    @Test
    void withoutRawDeliveryTheMessageComesInAnEnvelope() throws JsonProcessingException {
        var topic = aws.topic("envelope");
        var queue = aws.queue("envelope-queue");
        aws.subscribe(topic, "envelope-queue", Map.of());

        var id =
                aws.sns
                        .publish(
                                request ->
                                        request.topicArn(topic)
                                                .subject("Bell")
                                                .message("rings")
                                                .messageAttributes(Map.of("type", text("x"))))
                        .messageId();

        var envelope = JSON.readTree(aws.bodies(queue, 1).getFirst());
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asText()).isEqualTo("Bell");
        assertThat(envelope.path("Message").asText()).isEqualTo("rings");
        assertThat(envelope.at("/MessageAttributes/type/Type").asText()).isEqualTo("String");
        assertThat(envelope.at("/MessageAttributes/type/Value").asText()).isEqualTo("x");
    }

    @Test
    void filterOnAttributesLetsThroughWhatItNames() {
        var topic = aws.topic("by-attribute");
        var queue = aws.queue("by-attribute-queue");
        aws.subscribe(
                topic,
                "by-attribute-queue",
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicy", "{\"type\":[\"a\",{\"prefix\":\"order.\"}]}"));

        for (var type : List.of("a", "b", "order.created.v1")) {
            aws.sns.publish(
                    request ->
                            request.topicArn(topic)
                                    .message(type)
                                    .messageAttributes(Map.of("type", text(type))));
        }
        aws.sns.publish(request -> request.topicArn(topic).message("no type"));

        assertThat(aws.bodies(queue, 2)).containsExactlyInAnyOrder("a", "order.created.v1");
    }

    @Test
    void filterOnTheBodyLooksIntoIt() {
        var topic = aws.topic("by-body");
        var queue = aws.queue("by-body-queue");
        aws.subscribe(
                topic,
                "by-body-queue",
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicyScope", "MessageBody",
                        "FilterPolicy",
                                "{\"type\":[\"a\"],\"data\":{\"method\":[\"on-arrival\"]}}"));

        var wanted = "{\"type\":\"a\",\"data\":{\"method\":\"on-arrival\"}}";
        aws.sns.publish(request -> request.topicArn(topic).message(wanted));
        aws.sns.publish(request -> request.topicArn(topic).message(wanted.replace("on-", "by-")));
        aws.sns.publish(request -> request.topicArn(topic).message("{\"type\":\"a\"}"));

        assertThat(aws.bodies(queue, 1)).containsExactly(wanted);
    }

    @Test
    void everySubscriberGetsItsCopy() {
        var topic = aws.topic("fan-out");
        var queues = IntStream.range(0, 3).mapToObj(i -> aws.queue("fan-out-" + i)).toList();
        IntStream.range(0, 3).forEach(i -> aws.subscribe(topic, "fan-out-" + i, RAW));

        aws.sns.publish(request -> request.topicArn(topic).message("once"));

        assertThat(queues)
                .allSatisfy(url -> assertThat(aws.bodies(url, 1)).containsExactly("once"));
    }

    @Test
    void batchOfTenArrivesWhole() {
        var topic = aws.topic("batch");
        var queue = aws.queue("batch-queue");
        aws.subscribe(topic, "batch-queue", RAW);

        var answer =
                aws.sns.publishBatch(
                        request -> request.topicArn(topic).publishBatchRequestEntries(entries(10)));

        assertThat(answer.successful()).hasSize(10);
        assertThat(answer.failed()).isEmpty();
        assertThat(aws.bodies(queue, 10))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "message " + i).toList());
    }

    @Test
    void messageOf256KiBIsTakenAndOneByteMoreIsNot() {
        var topic = aws.topic("long");
        var queue = aws.queue("long-queue");
        aws.subscribe(topic, "long-queue", RAW);

        aws.sns.publish(request -> request.topicArn(topic).message("x".repeat(256 * 1024)));
        assertThat(aws.bodies(queue, 1))
                .singleElement()
                .matches(body -> body.length() == 256 * 1024);

        assertThatThrownBy(
                        () ->
                                aws.sns.publish(
                                        request ->
                                                request.topicArn(topic)
                                                        .message("x".repeat(256 * 1024 + 1))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void creatingAndSubscribingAgainGivesWhatIsThere() {
        var topic = aws.topic("again");
        aws.queue("again-queue");
        var first = aws.subscribe(topic, "again-queue", RAW);

        assertThat(aws.topic("again")).isEqualTo(topic);
        assertThat(aws.subscribe(topic, "again-queue", RAW)).isEqualTo(first);
        assertThat(aws.sns.listSubscriptionsByTopic(request -> request.topicArn(topic)))
                .extracting(answer -> answer.subscriptions().size())
                .isEqualTo(1);
    }

    @Test
    void attributesOfASubscriptionCanBeReadAndChanged() {
        var topic = aws.topic("attributes");
        aws.queue("attributes-queue");
        var subscription = aws.subscribe(topic, "attributes-queue", RAW);

        aws.sns.setSubscriptionAttributes(
                request ->
                        request.subscriptionArn(subscription)
                                .attributeName("FilterPolicy")
                                .attributeValue("{\"type\":[\"a\"]}"));

        assertThat(
                        aws.sns
                                .getSubscriptionAttributes(
                                        request -> request.subscriptionArn(subscription))
                                .attributes())
                .containsEntry("FilterPolicy", "{\"type\":[\"a\"]}")
                .containsEntry("FilterPolicyScope", "MessageAttributes")
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("Endpoint", aws.queueArn("attributes-queue"));
    }

    @Test
    void unsubscribedQueueHearsNothingMore() {
        var topic = aws.topic("unsubscribe");
        var queue = aws.queue("unsubscribe-queue");
        var subscription = aws.subscribe(topic, "unsubscribe-queue", RAW);

        aws.sns.unsubscribe(request -> request.subscriptionArn(subscription));
        aws.sns.publish(request -> request.topicArn(topic).message("unheard"));

        assertThat(aws.bodies(queue)).isEmpty();
    }

    @Test
    void listsPageThroughMoreThanAHundredTopics() {
        var created = IntStream.range(0, 105).mapToObj(i -> aws.topic("page-" + i)).toList();

        assertThat(aws.sns.listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .containsAll(created);
    }

    private static List<PublishBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry("id-" + i, "message " + i)).toList();
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder().dataType("Number").stringValue(value).build();
    }
}
