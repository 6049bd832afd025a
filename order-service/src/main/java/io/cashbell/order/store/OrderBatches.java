package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads the orders that an index named. */
final class OrderBatches {
    /** As many as one {@code BatchGetItem} takes. */
    static final int MOST = 100;

    private static final int ATTEMPTS = 10;

    private final DynamoDbClient dynamo;
    private final String table;

    OrderBatches(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /**
     * By id.
     *
     * @param entries {@value #MOST} at most
     * @param consistent as they were last written; otherwise perhaps a moment before, at half the
     *     price
     */
    Map<String, Order> read(List<KeyStream.Entry> entries, boolean consistent) {
        Map<String, Order> orders = new HashMap<>();
        List<Map<String, AttributeValue>> keys =
                entries.stream()
                        .map(entry -> OrderItem.key(new OrderId(entry.id())).attributes())
                        .toList();
        for (int attempt = 0; !keys.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("The table gives too little at a time");
            }
            KeysAndAttributes wanted =
                    KeysAndAttributes.builder().keys(keys).consistentRead(consistent).build();
            BatchGetItemResponse answer =
                    dynamo.batchGetItem(get -> get.requestItems(Map.of(table, wanted)));
            answer.responses()
                    .getOrDefault(table, List.of())
                    .forEach(
                            item ->
                                    orders.put(
                                            Values.text(item, ItemKey.PK), OrderItem.read(item)));
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            keys = left == null ? List.of() : left.keys();
        }
        return orders;
    }
}
