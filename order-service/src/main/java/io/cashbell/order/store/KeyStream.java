package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The orders of one key of an index, newest first, read a page at a time. */
final class KeyStream {
    /**
     * @param place in time; unique
     * @param method empty where the index does not tell
     */
    record Entry(String place, String id, Optional<String> method) {}

    private final DynamoDbClient dynamo;
    private final QueryRequest query;
    private final String high;
    private final Deque<Entry> read = new ArrayDeque<>();
    private Map<String, AttributeValue> next = Map.of();
    private boolean begun;

    /**
     * @param low the lowest place that is wanted
     * @param high the highest, not wanted itself
     */
    KeyStream(
            DynamoDbClient dynamo,
            String table,
            String index,
            String keyName,
            String key,
            String low,
            String high,
            int page) {
        this.dynamo = dynamo;
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":key", Values.of(key));
        values.put(":low", Values.of(low));
        values.put(":high", Values.of(high));
        this.query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(index)
                        .keyConditionExpression("#key = :key AND #place BETWEEN :low AND :high")
                        .expressionAttributeNames(Map.of("#key", keyName, "#place", Listing.PLACE))
                        .expressionAttributeValues(values)
                        .scanIndexForward(false)
                        .limit(page)
                        .build();
        this.high = high;
    }

    /** The newest that is left. */
    Optional<Entry> peek() {
        while (read.isEmpty() && !(begun && next.isEmpty())) {
            fill();
        }
        return Optional.ofNullable(read.peek());
    }

    void pop() {
        read.pop();
    }

    private void fill() {
        QueryResponse answer =
                dynamo.query(begun ? query.toBuilder().exclusiveStartKey(next).build() : query);
        begun = true;
        next = answer.lastEvaluatedKey();
        for (Map<String, AttributeValue> item : answer.items()) {
            String place = Values.text(item, Listing.PLACE);
            if (!place.equals(high)) {
                read.add(
                        new Entry(
                                place,
                                Values.text(item, ItemKey.PK),
                                Values.optionalText(item, OrderItem.METHOD)));
            }
        }
    }
}
