package io.cashbell.messaging.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.FakeTopic;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.outbox.OutboxFixtures;
import io.cashbell.messaging.outbox.OutboxRelay;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

@Timeout(30)
class ItemTableTest {
    private static final ItemKey BELL = new ItemKey("bell-7", "bell");
    private static final OutboxEntry OURS =
            OutboxEntry.of("bell.rung.v1", Instant.parse("2026-01-01T12:00:00Z"), 1);
    private static final OutboxEntry THEIRS =
            OutboxEntry.of("bell.rung.v1", Instant.parse("2026-01-01T12:00:00Z"), 1);

    private final FakeTopic topic = new FakeTopic();

    /** Refuses every write, because an item that tells this stands in the way. */
    private record Refusing(OutboxEntry told) implements DynamoDbClient {
        @Override
        public PutItemResponse putItem(PutItemRequest put) {
            throw refusal();
        }

        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest update) {
            throw refusal();
        }

        private ConditionalCheckFailedException refusal() {
            Map<String, AttributeValue> item = new HashMap<>(BELL.attributes());
            item.putAll(Outbox.of(List.of(told), "0"));
            return ConditionalCheckFailedException.builder().item(item).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private OutboxRelay relay(DynamoDbClient dynamo) {
        return OutboxFixtures.relay(dynamo, topic, (item, entry) -> Map.of());
    }

    private static ItemTable table(DynamoDbClient dynamo, OutboxRelay relay) {
        return new ItemTable(dynamo, MessagingFixtures.configuration(), relay);
    }

    private static ItemUpdate ring(OutboxEntry told) {
        return ItemUpdate.of(BELL).set("state", Values.of("rung")).tell(told);
    }

    @Test
    void anInsertWhoseAnswerWasLostIsToldAtOnce() throws InterruptedException {
        DynamoDbClient dynamo = new Refusing(OURS);
        assertThat(table(dynamo, relay(dynamo)).insert(BELL, Map.of(), OURS))
                .isInstanceOf(WriteResult.Refused.class);
        assertThat(topic.published.poll(10, SECONDS)).contains(OURS.id());
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsToldAtOnce() throws InterruptedException {
        DynamoDbClient dynamo = new Refusing(OURS);
        assertThat(table(dynamo, relay(dynamo)).update(ring(OURS)))
                .isInstanceOf(WriteResult.Refused.class);
        assertThat(topic.published.poll(10, SECONDS)).contains(OURS.id());
    }

    @Test
    void whatSomebodyElseHasToTellIsLeftToThem() {
        DynamoDbClient dynamo = new Refusing(THEIRS);
        OutboxRelay relay = relay(dynamo);
        table(dynamo, relay).insert(BELL, Map.of(), OURS);
        table(dynamo, relay).update(ring(OURS));
        OutboxFixtures.drain(relay);
        assertThat(topic.published).isEmpty();
    }
}
