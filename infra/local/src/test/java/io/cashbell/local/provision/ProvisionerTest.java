package io.cashbell.local.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.local.aws.AwsEmulators;
import io.cashbell.local.process.Endpoints;
import io.cashbell.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ProvisionerTest {
    private static AwsEmulators emulators;
    private static Map<String, String> aws;

    @BeforeAll
    static void start() throws IOException {
        emulators = AwsEmulators.start(0, 0, 0, null);
        aws =
                Endpoints.of(emulators.dynamoDb(), emulators.sqs(), emulators.sns(), null, null)
                        .aws();
    }

    @AfterAll
    static void stop() {
        emulators.close();
    }

    @Test
    void secondTimeChangesNothing() {
        var topology = new Topology("twice");

        var first = Provisioner.provision(topology, aws);
        var second = Provisioner.provision(topology, aws);

        assertThat(first.changes()).isPositive();
        assertThat(second.changes()).isZero();
        assertThat(second.variables()).isEqualTo(first.variables());
    }

    @Test
    void everyServiceFindsEachOfItsVariables() {
        var variables = Provisioner.provision(new Topology(Topology.LOCAL), aws).variables();

        for (var service : Service.values()) {
            assertThat(variables).containsKeys(service.variables().toArray(String[]::new));
        }
        assertThat(variables)
                .containsEntry("ORDER_TABLE", "order-local")
                .containsEntry(
                        "ORDER_EVENTS_TOPIC_ARN",
                        "arn:aws:sns:ap-northeast-1:000000000000:order-events")
                .hasEntrySatisfying(
                        "ORDER_QUEUE_DEAD_LETTERS_URL",
                        url -> assertThat(url).endsWith("/000000000000/order-queue-dead-letters"))
                .hasEntrySatisfying(
                        "ORDER_EVENTS_TO_PAYMENT_QUEUE_DEAD_LETTERS_URL",
                        url ->
                                assertThat(url)
                                        .endsWith("/order-events-to-payment-queue-dead-letters"));
    }

    @Test
    void whatDiffersIsMended() {
        var topology = new Topology("mended");
        var variables = Provisioner.provision(topology, aws).variables();
        try (var clients = AwsClients.of(aws)) {
            clients.sqs()
                    .setQueueAttributes(
                            set ->
                                    set.queueUrl(variables.get("ORDER_QUEUE_URL"))
                                            .attributes(
                                                    Map.of(
                                                            QueueAttributeName.VISIBILITY_TIMEOUT,
                                                            "7")));
            var topic = variables.get("ORDER_EVENTS_TOPIC_ARN");
            var subscription =
                    clients.sns()
                            .listSubscriptionsByTopic(list -> list.topicArn(topic))
                            .subscriptions()
                            .getFirst()
                            .subscriptionArn();
            clients.sns()
                    .setSubscriptionAttributes(
                            set ->
                                    set.subscriptionArn(subscription)
                                            .attributeName("FilterPolicy")
                                            .attributeValue("{\"type\":[\"other\"]}"));

            assertThat(Provisioner.provision(topology, aws).changes()).isEqualTo(2);
            assertThat(Provisioner.provision(topology, aws).changes()).isZero();
        }
    }

    @Test
    void settingsAreReadAsTheNotificationServiceReadsThem(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("setting"), "True\n").toString();

        assertThat(
                        List.of(
                                Map.of("NOTIFICATION_BUYER_MAILS", " TRUE "),
                                Map.of("NOTIFICATION_BUYER_MAILS_FILE", file),
                                Map.of(
                                        "NOTIFICATION_BUYER_MAILS",
                                        " ",
                                        "NOTIFICATION_BUYER_MAILS_FILE",
                                        file)))
                .allMatch(environment -> Topology.of("mailed", environment).buyersAreMailed());
        assertThat(Topology.of("mailed", Map.of("NOTIFICATION_NEW_ORDERS", " all ")))
                .returns(true, Topology::everyOrderIsMailed);
        assertThat(
                        Topology.of(
                                "mailed",
                                Map.of(
                                        "NOTIFICATION_BUYER_MAILS",
                                        "false",
                                        "NOTIFICATION_BUYER_MAILS_FILE",
                                        file)))
                .returns(false, Topology::buyersAreMailed);
        assertThatThrownBy(
                        () -> Topology.of("x", Map.of("NOTIFICATION_BUYER_MAILS_FILE", "/nowhere")))
                .hasMessage("NOTIFICATION_BUYER_MAILS_FILE names no file that can be read");
    }

    @Test
    void newOrdersAreHeardOfAsFarAsTheSettingsMailThem() {
        var byDefault = Topology.of("mailed", Map.of("NOTIFICATION_NEW_ORDERS", "on-arrival"));
        var forOwners = Topology.of("mailed", Map.of("NOTIFICATION_NEW_ORDERS", "all"));
        var forBuyers = Topology.of("mailed", Map.of("NOTIFICATION_BUYER_MAILS", "true"));

        assertThat(newOrdersMailed(byDefault))
                .containsEntry("FilterPolicyScope", "MessageBody")
                .hasEntrySatisfying("FilterPolicy", p -> assertThat(p).contains("pay-on-arrival"));
        assertThat(newOrdersMailed(forOwners))
                .containsEntry("FilterPolicyScope", "MessageAttributes")
                .containsEntry("FilterPolicy", "{\"type\":[\"order.created.v1\"]}");
        assertThat(newOrdersMailed(forBuyers))
                .containsEntry("FilterPolicyScope", "MessageAttributes")
                .containsEntry(
                        "FilterPolicy",
                        "{\"type\":[\"order.created.v1\",\"order.shipped.v1\","
                                + "\"order.cancelled.v1\",\"order.expired.v1\"]}");
        assertThat(newOrdersMailed(byDefault)).containsEntry("FilterPolicyScope", "MessageBody");
    }

    private Map<String, String> newOrdersMailed(Topology topology) {
        var variables = Provisioner.provision(topology, aws).variables();
        try (var clients = AwsClients.of(aws)) {
            var topic = variables.get("ORDER_EVENTS_TOPIC_ARN");
            var subscription =
                    clients
                            .sns()
                            .listSubscriptionsByTopic(list -> list.topicArn(topic))
                            .subscriptions()
                            .stream()
                            .filter(each -> each.endpoint().contains("notification"))
                            .findFirst()
                            .orElseThrow();
            return clients.sns()
                    .getSubscriptionAttributes(
                            get -> get.subscriptionArn(subscription.subscriptionArn()))
                    .attributes();
        }
    }

    @Test
    void tablesExpireTheirItemsAndShowWhatIsPending() {
        Provisioner.provision(new Topology("tables"), aws);
        try (var clients = AwsClients.of(aws)) {
            var order = clients.dynamoDb().describeTable(d -> d.tableName("order-tables")).table();
            assertThat(order.globalSecondaryIndexes())
                    .extracting(index -> index.indexName())
                    .containsExactlyInAnyOrder("pending", "listed", "phone");
            assertThat(
                            clients.dynamoDb()
                                    .describeTimeToLive(d -> d.tableName("notification-tables"))
                                    .timeToLiveDescription())
                    .matches(ttl -> ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED)
                    .matches(ttl -> ttl.attributeName().equals("ttl"));
        }
    }

    @Test
    void nameThatNoResourceMayCarryIsRefused() {
        assertThatThrownBy(() -> new Topology("a.b")).isInstanceOf(IllegalArgumentException.class);
    }
}
