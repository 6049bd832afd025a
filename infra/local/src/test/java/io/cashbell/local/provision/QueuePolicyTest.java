package io.cashbell.local.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.aws.AwsEmulators;
import io.cashbell.local.process.Endpoints;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** On an SQS that keeps policies. */
class QueuePolicyTest {
    private static final Topology TOPOLOGY = new Topology(Topology.LOCAL);

    private static AwsEmulators emulators;
    private static AwsClients clients;

    @BeforeAll
    static void provision() throws IOException {
        emulators = AwsEmulators.start(0, 0, 0, null);
        var all =
                AwsClients.of(
                        Endpoints.of(
                                        emulators.dynamoDb(),
                                        emulators.sqs(),
                                        emulators.sns(),
                                        null,
                                        null)
                                .aws());
        clients = new AwsClients(all.http(), all.dynamoDb(), keepingPolicies(all), all.sns());
        new Provisioner(clients).make(TOPOLOGY);
    }

    @AfterAll
    static void stop() {
        clients.close();
        emulators.close();
    }

    @ParameterizedTest
    @CsvSource({
        "order-queue, payment-events",
        "payment-queue, order-events",
        "notification-queue, order-events payment-events",
        "payment-events-to-order-queue-dead-letters, payment-events",
        "order-events-to-payment-queue-dead-letters, order-events",
        "order-events-to-notification-queue-dead-letters, order-events",
        "payment-events-to-notification-queue-dead-letters, payment-events"
    })
    void admitsTheTopicsItHearsThroughSnsAndNothingElse(String queue, String topics)
            throws JsonProcessingException {
        var statements = policy(queue).path("Statement");

        assertThat(statements).hasSize(1);
        var statement = statements.get(0);
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(statement.path("Principal").toString())
                .isEqualTo("{\"Service\":\"sns.amazonaws.com\"}");
        assertThat(statement.path("Action").asText()).isEqualTo("sqs:SendMessage");
        assertThat(statement.path("Resource").asText())
                .isEqualTo("arn:aws:sqs:ap-northeast-1:000000000000:" + queue);
        assertThat(texts(statement.at("/Condition/ArnEquals/aws:SourceArn")))
                .containsExactlyElementsOf(
                        Stream.of(topics.split(" "))
                                .map("arn:aws:sns:ap-northeast-1:000000000000:"::concat)
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-queue-dead-letters",
                "payment-queue-dead-letters",
                "notification-queue-dead-letters"
            })
    void whatSqsItselfFillsAdmitsNobody(String queue) {
        assertThat(attributes(queue)).doesNotContainKey(QueueAttributeName.POLICY);
    }

    @Test
    void whatDiffersIsMendedOnce() throws JsonProcessingException {
        var wanted = policy("order-queue");
        clients.sqs()
                .setQueueAttributes(
                        set ->
                                set.queueUrl(url("order-queue"))
                                        .attributes(
                                                Map.of(
                                                        QueueAttributeName.POLICY,
                                                        "{\"Version\":\"2012-10-17\"}")));

        assertThat(new Provisioner(clients).make(TOPOLOGY).changes()).isEqualTo(1);
        assertThat(policy("order-queue")).isEqualTo(wanted);
        assertThat(new Provisioner(clients).make(TOPOLOGY).changes()).isZero();
    }

    private static SqsClient keepingPolicies(AwsClients all) {
        return SqsClient.builder()
                .httpClient(all.http())
                .endpointOverride(emulators.sqs())
                .region(Region.of(Endpoints.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(c -> c.addExecutionInterceptor(new KeptPolicies()))
                .build();
    }

    private static JsonNode policy(String queue) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(attributes(queue).getOrDefault(QueueAttributeName.POLICY, ""));
    }

    private static Map<QueueAttributeName, String> attributes(String queue) {
        return clients.sqs()
                .getQueueAttributes(
                        get -> get.queueUrl(url(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private static String url(String queue) {
        return clients.sqs().getQueueUrl(get -> get.queueName(queue)).queueUrl();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
