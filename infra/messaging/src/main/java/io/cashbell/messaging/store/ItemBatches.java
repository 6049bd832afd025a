package io.cashbell.messaging.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.item.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items by their keys, as many to a call as it takes. */
public final class ItemBatches {
    /** As many as one {@code BatchGetItem} takes. */
    public static final int MOST = 100;

    private static final int ATTEMPTS = 10;

    private final DynamoDbClient dynamo;
    private final String table;

    public ItemBatches(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /**
     * Those that are there, in any order.
     *
     * @param keys each of them once
     * @param consistent as they were last written; otherwise perhaps a moment before, at half the
     *     price
     * @throws ContentionException if the table has no room for all of them, however often it is
     *     asked: a part would look like the whole
     */
    public List<Map<String, AttributeValue>> read(List<ItemKey> keys, boolean consistent) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST) {
            items.addAll(batch(keys.subList(from, Math.min(keys.size(), from + MOST)), consistent));
        }
        return items;
    }

    /** DynamoDB may answer a part, and wants to be asked for the rest after a pause. */
    private List<Map<String, AttributeValue>> batch(List<ItemKey> wanted, boolean consistent) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> keys = wanted.stream().map(ItemKey::attributes).toList();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeysAndAttributes asked =
                    KeysAndAttributes.builder().keys(keys).consistentRead(consistent).build();
            BatchGetItemResponse answer =
                    dynamo.batchGetItem(get -> get.requestItems(Map.of(table, asked)));
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            if (left == null || left.keys().isEmpty()) {
                return items;
            }
            keys = left.keys();
            Backoff.pause(attempt);
        }
        throw new ContentionException("The table gives too little at a time");
    }
}
