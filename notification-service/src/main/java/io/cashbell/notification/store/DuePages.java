package io.cashbell.notification.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.notification.NotificationId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The mails that are due, one query a page: a page of each shard, then the next of each. */
final class DuePages implements Iterator<List<NotificationId>> {
    /** Where the next page of a shard begins; empty: at its head. */
    private record Place(String shard, Map<String, AttributeValue> start) {}

    private final DynamoDbClient dynamo;
    private final String table;
    private final String now;
    private final int limit;
    private final Queue<Place> left = new ArrayDeque<>();

    /**
     * @param now as it is written in the index
     */
    DuePages(DynamoDbClient dynamo, MessagingConfiguration configuration, String now, int limit) {
        this.dynamo = dynamo;
        this.table = configuration.table();
        this.now = now;
        this.limit = limit;
        for (int shard = 0; shard < configuration.shards(); shard++) {
            left.add(new Place(Integer.toString(shard), Map.of()));
        }
    }

    @Override
    public boolean hasNext() {
        return !left.isEmpty();
    }

    @Override
    public List<NotificationId> next() {
        Place place = left.remove();
        QueryResponse answer = dynamo.query(query(place));
        if (!answer.lastEvaluatedKey().isEmpty()) {
            left.add(new Place(place.shard(), answer.lastEvaluatedKey()));
        }
        return answer.items().stream().map(NotificationItem::id).toList();
    }

    private QueryRequest query(Place place) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(Outbox.INDEX)
                        .keyConditionExpression("#shard = :shard AND #since <= :now")
                        .expressionAttributeNames(
                                Map.of("#shard", Outbox.SHARD, "#since", Outbox.SINCE))
                        .expressionAttributeValues(
                                Map.of(
                                        ":shard", Values.of(place.shard()),
                                        ":now", Values.of(now)))
                        .limit(limit);
        if (!place.start().isEmpty()) {
            query.exclusiveStartKey(place.start());
        }
        return query.build();
    }
}
