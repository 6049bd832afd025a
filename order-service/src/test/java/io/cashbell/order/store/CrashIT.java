package io.cashbell.order.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.event.OrderCreated;
import io.cashbell.order.fakes.Shop;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

@Timeout(90)
@ExtendWith(BackendExtension.class)
class CrashIT {
    private final Resources resources;

    CrashIT(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    @Test
    void anOrderThatWasWrittenAndNotToldBecauseOfACrashIsToldByTheNextInstance() {
        Order order = OrderFixtures.byCard(new OrderId(EventIds.next()));
        OutboxEntry entry = OutboxEntry.of(OrderCreated.TYPE, Instant.now().minusSeconds(60), 1);
        Map<String, AttributeValue> item = new HashMap<>(OrderItem.of(order));
        item.putAll(OrderItem.key(order.id()).attributes());
        item.put(ItemTable.VERSION, Values.of(1));
        item.putAll(Outbox.of(List.of(entry), "1"));
        try (Shop shop = Shop.open(resources)) {
            shop.the(DynamoDbClient.class)
                    .putItem(put -> put.tableName(resources.get("ORDER_TABLE")).item(item));
            CloudEvent told = awaitTold(shop, order.id());
            assertThat(told.id()).isEqualTo(entry.id());
            assertThat(told.time()).isEqualTo(entry.time());
            assertThat(told.data().path("accessTokenHash").asText())
                    .isEqualTo(order.accessTokenHash().value());
        }
    }

    private CloudEvent awaitTold(Shop shop, OrderId id) {
        CloudEventCodec codec = shop.the(CloudEventCodec.class);
        long limit = System.nanoTime() + SECONDS.toNanos(60);
        while (System.nanoTime() < limit) {
            Optional<CloudEvent> told =
                    shop
                            .the(SqsClient.class)
                            .receiveMessage(
                                    receive ->
                                            receive.queueUrl(resources.get("PAYMENT_QUEUE_URL"))
                                                    .maxNumberOfMessages(10)
                                                    .waitTimeSeconds(1))
                            .messages()
                            .stream()
                            .map(message -> codec.decode(message.body()))
                            .filter(event -> event.subject().equals(id.value()))
                            .findFirst();
            if (told.isPresent()) {
                return told.get();
            }
        }
        throw new AssertionError("The event of " + id + " was not told");
    }
}
