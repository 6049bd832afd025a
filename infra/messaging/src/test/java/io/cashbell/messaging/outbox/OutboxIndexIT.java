package io.cashbell.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.item.ItemKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The index as a real table keeps it. */
@ExtendWith(BackendExtension.class)
class OutboxIndexIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxIndex index;

    OutboxIndexIT(Resources resources) {
        resources.endpoints().useInThisJvm();
        dynamo = DynamoDbClient.create();
        table = resources.get("PAYMENT_TABLE");
        index = new OutboxIndex(dynamo, MessagingFixtures.configuration(table));
    }

    private ItemKey store(String name, Instant time, String shard) {
        return store(name, shard, OutboxEntry.of("bell.rung.v1", time, 1));
    }

    private ItemKey store(String name, String shard, OutboxEntry... told) {
        ItemKey key = new ItemKey(name, "bell");
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.putAll(Outbox.of(List.of(told), shard));
        dynamo.putItem(put -> put.tableName(table).item(item));
        return key;
    }

    private static Outgoing partOf(ItemKey key, OutboxEntry newest, OutboxEntry told) {
        return new Outgoing(
                key,
                Outbox.since(newest),
                newest.sequence(),
                List.of(new TopicMessage(told.id(), told.type(), "{}")),
                false);
    }

    @Test
    void onePageLeadsToTheNextUntilTheLast() {
        List<ItemKey> bells =
                IntStream.range(0, 5)
                        .mapToObj(i -> store("page-" + i, NOON.plusSeconds(i), "0"))
                        .toList();
        Instant later = NOON.plusSeconds(60);
        List<ItemKey> found = new ArrayList<>();
        OutboxIndex.Page page = index.findPending("0", later, 2, Map.of());
        while (!page.isLast()) {
            assertThat(page.keys()).hasSize(2);
            found.addAll(page.keys());
            page = index.findPending("0", later, 2, page.next());
        }
        found.addAll(page.keys());
        assertThat(found).containsExactlyElementsOf(bells);
    }

    @Test
    void whatCouldNotBeToldStaysWhereTheRestIsTakenOut() {
        OutboxEntry told = OutboxEntry.of("bell.hung.v1", NOON, 1);
        OutboxEntry untold = OutboxEntry.of("bell.rung.v1", NOON, 2);
        ItemKey bell = store("part", "1", told, untold);

        index.markSent(List.of(partOf(bell, untold, told)));

        Map<String, AttributeValue> left = index.find(bell).orElseThrow();
        assertThat(Outbox.pending(left)).containsExactly(untold);
        assertThat(index.findPending("1", NOON.plusSeconds(60), 10, Map.of()).keys())
                .containsExactly(bell);
    }

    @Test
    void whatIsNotThereAnyMoreIsNotBroughtBackByItsMark() {
        OutboxEntry told = OutboxEntry.of("bell.hung.v1", NOON, 1);
        ItemKey gone = new ItemKey("gone", "bell");

        index.markSent(List.of(partOf(gone, told, told)));

        assertThat(index.find(gone)).isEmpty();
    }
}
