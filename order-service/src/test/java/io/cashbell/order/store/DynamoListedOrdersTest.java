package io.cashbell.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.admin.OrderFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class DynamoListedOrdersTest {
    private static final String TABLE = "orders";
    private static final Order ORDER = OrderFixtures.byCard();

    /** Its index says of one order that it is open, and that it was sent. */
    private static final class Table implements DynamoDbClient {
        final List<Map<String, AttributeValue>> asked = new ArrayList<>();

        @Override
        public QueryResponse query(QueryRequest query) {
            String group = Values.text(query.expressionAttributeValues(), ":key");
            return QueryResponse.builder()
                    .items(group.equals("o0") || group.equals("s0") ? List.of(entry()) : List.of())
                    .build();
        }

        private static Map<String, AttributeValue> entry() {
            Map<String, AttributeValue> entry =
                    new HashMap<>(OrderItem.key(ORDER.id()).attributes());
            entry.put(Listing.PLACE, Listing.fixed(ORDER).get(Listing.PLACE));
            return entry;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
            asked.addAll(Objects.requireNonNull(get.requestItems().get(TABLE)).keys());
            Map<String, AttributeValue> item = new HashMap<>(OrderItem.of(ORDER));
            item.putAll(OrderItem.key(ORDER.id()).attributes());
            item.put(ItemTable.VERSION, Values.of(ORDER.version()));
            return BatchGetItemResponse.builder().responses(Map.of(TABLE, List.of(item))).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Test
    void anOrderThatIsInTwoGroupsForAMomentIsListedOnce() {
        Table dynamo = new Table();
        DynamoListedOrders orders = new DynamoListedOrders(dynamo, TABLE);

        var page =
                orders.page(
                        new OrderFilter(null, null, null, null, null, null), Optional.empty(), 20);

        assertThat(page.orders()).containsExactly(ORDER);
        assertThat(page.next()).isEmpty();
        assertThat(dynamo.asked).containsExactly(OrderItem.key(ORDER.id()).attributes());
    }
}
