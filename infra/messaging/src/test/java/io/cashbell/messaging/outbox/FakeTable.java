package io.cashbell.messaging.outbox;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** As much of a table as {@link OutboxIndex} asks of one: the index, an item, the mark. */
final class FakeTable implements DynamoDbClient {
    private static final Comparator<Map<String, AttributeValue>> IN_THE_INDEX =
            Comparator.<Map<String, AttributeValue>, String>comparing(
                            item -> Values.text(item, Outbox.SINCE))
                    .thenComparing(item -> Values.text(item, ItemKey.PK));

    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
            new ConcurrentHashMap<>();
    final AtomicInteger queries = new AtomicInteger();

    /** Stores an item that tells these events, in the only shard there is. */
    void store(ItemKey key, OutboxEntry... told) {
        store(key, Outbox.of(List.of(told), "0"));
    }

    void store(ItemKey key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key.attributes());
        items.put(key.attributes(), item);
    }

    Map<String, AttributeValue> stored(ItemKey key) {
        return items.getOrDefault(key.attributes(), Map.of());
    }

    boolean isPending(ItemKey key) {
        return stored(key).containsKey(Outbox.SINCE);
    }

    /** The ids of the events that an item still has to tell. */
    Set<String> stillTold(ItemKey key) {
        return Values.map(stored(key), Outbox.ENTRIES).keySet();
    }

    @Override
    public QueryResponse query(QueryRequest query) {
        queries.incrementAndGet();
        Map<String, AttributeValue> asked = query.expressionAttributeValues();
        String shard = Values.text(asked, ":shard");
        String before = Values.text(asked, ":before");
        List<Map<String, AttributeValue>> page =
                items.values().stream()
                        .filter(item -> item.containsKey(Outbox.SINCE))
                        .filter(item -> Values.text(item, Outbox.SHARD).equals(shard))
                        .filter(item -> Values.text(item, Outbox.SINCE).compareTo(before) < 0)
                        .filter(item -> isBehind(item, query.exclusiveStartKey()))
                        .sorted(IN_THE_INDEX)
                        .limit(query.limit())
                        .toList();
        QueryResponse.Builder answer = QueryResponse.builder().items(page);
        if (page.size() == query.limit()) {
            answer.lastEvaluatedKey(page.getLast());
        }
        return answer.build();
    }

    private static boolean isBehind(
            Map<String, AttributeValue> item, Map<String, AttributeValue> start) {
        return start.isEmpty() || IN_THE_INDEX.compare(item, start) > 0;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest get) {
        return GetItemResponse.builder().item(items.get(get.key())).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest update) {
        if (update.updateExpression().startsWith("REMOVE")) {
            remove(update.key(), update.expressionAttributeNames().values());
        } else {
            mark(update.key(), Values.text(update.expressionAttributeValues(), ":since"));
        }
        return UpdateItemResponse.builder().build();
    }

    private void remove(Map<String, AttributeValue> key, Collection<String> told) {
        items.computeIfPresent(
                key,
                (_, item) -> {
                    Map<String, AttributeValue> entries =
                            new HashMap<>(Values.map(item, Outbox.ENTRIES));
                    entries.keySet().removeAll(told);
                    Map<String, AttributeValue> left = new HashMap<>(item);
                    left.put(Outbox.ENTRIES, Values.of(entries));
                    return left;
                });
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest batch) {
        for (BatchStatementRequest statement : batch.statements()) {
            List<AttributeValue> values = statement.parameters();
            mark(new ItemKey(values.get(1).s(), values.get(2).s()).attributes(), values.get(3).s());
        }
        return BatchExecuteStatementResponse.builder()
                .responses(
                        batch.statements().stream()
                                .map(_ -> BatchStatementResponse.builder().build())
                                .toList())
                .build();
    }

    private void mark(Map<String, AttributeValue> key, String since) {
        items.computeIfPresent(
                key,
                (_, item) -> {
                    if (!Values.optionalText(item, Outbox.SINCE).equals(Optional.of(since))) {
                        throw ConditionalCheckFailedException.builder().build();
                    }
                    Map<String, AttributeValue> marked = new HashMap<>(item);
                    marked.keySet().removeAll(List.of(Outbox.SHARD, Outbox.SINCE));
                    marked.put(Outbox.ENTRIES, Values.of(Map.of()));
                    return marked;
                });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
