package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads the orders that an index named. */
final class OrderBatches {
    static final int MOST = ItemBatches.MOST;

    private final ItemBatches items;

    OrderBatches(DynamoDbClient dynamo, String table) {
        this.items = new ItemBatches(dynamo, table);
    }

    /**
     * By id.
     *
     * @param entries {@value #MOST} at most
     * @param consistent see {@link ItemBatches#read}
     */
    Map<String, Order> read(List<KeyStream.Entry> entries, boolean consistent) {
        Map<String, Order> orders = new HashMap<>();
        List<ItemKey> keys =
                entries.stream().map(entry -> OrderItem.key(new OrderId(entry.id()))).toList();
        items.read(keys, consistent)
                .forEach(item -> orders.put(Values.text(item, ItemKey.PK), OrderItem.read(item)));
        return orders;
    }
}
