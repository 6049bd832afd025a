package io.cashbell.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.item.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

@Timeout(60)
class ItemBatchesTest {
    private static final String TABLE = "bells";

    private final Table dynamo = new Table();
    private final ItemBatches batches = new ItemBatches(dynamo, TABLE);

    /** Has room for so many items in each answer, and for none where no more is said. */
    private static final class Table implements DynamoDbClient {
        final List<Integer> room = new ArrayList<>();
        final List<Integer> asked = new ArrayList<>();
        boolean consistent;

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
            var wanted = Objects.requireNonNull(get.requestItems().get(TABLE));
            List<Map<String, AttributeValue>> keys = wanted.keys();
            consistent = wanted.consistentRead();
            int given = asked.size() < room.size() ? room.get(asked.size()) : 0;
            asked.add(keys.size());
            int end = Math.min(given, keys.size());
            var answer =
                    BatchGetItemResponse.builder().responses(Map.of(TABLE, keys.subList(0, end)));
            if (end < keys.size()) {
                answer.unprocessedKeys(
                        Map.of(
                                TABLE,
                                wanted.toBuilder().keys(keys.subList(end, keys.size())).build()));
            }
            return answer.build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static List<ItemKey> bells(int count) {
        return IntStream.range(0, count).mapToObj(i -> new ItemKey("bell-" + i, "bell")).toList();
    }

    private static List<ItemKey> keys(List<Map<String, AttributeValue>> items) {
        return items.stream().map(ItemKey::of).toList();
    }

    @Test
    void whatDidNotFitIsAskedForAgain() {
        dynamo.room.addAll(List.of(2, 0, 3));

        assertThat(keys(batches.read(bells(5), true))).containsExactlyElementsOf(bells(5));
        assertThat(dynamo.asked).containsExactly(5, 3, 3);
        assertThat(dynamo.consistent).isTrue();
    }

    @Test
    void aPartNeverPassesForTheWhole() {
        dynamo.room.add(4);

        assertThatThrownBy(() -> batches.read(bells(5), false))
                .isInstanceOf(ContentionException.class)
                .hasMessageContaining("too little");
        assertThat(dynamo.asked).hasSize(10);
    }

    @Test
    void aCallTakesAHundred() {
        dynamo.room.addAll(List.of(100, 100, 100));

        assertThat(keys(batches.read(bells(250), false))).containsExactlyElementsOf(bells(250));
        assertThat(dynamo.asked).containsExactly(100, 100, 50);
        assertThat(dynamo.consistent).isFalse();
    }

    @Test
    void nothingIsNotAskedFor() {
        assertThat(batches.read(List.of(), true)).isEmpty();
        assertThat(dynamo.asked).isEmpty();
    }
}
