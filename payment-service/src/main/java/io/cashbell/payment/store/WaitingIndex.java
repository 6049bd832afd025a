package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.payment.OrderId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sparse index of payments of which something waits for a person, by when the first of it came.
 * What is in it is little, whatever the number of payments.
 */
@Singleton
class WaitingIndex {

    /** Global secondary index, partition key {@code waitShard}, sort key {@code waitAs}. */
    static final String NAME = "waiting";

    private static final char SEPARATOR = '#';

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;

    WaitingIndex(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.configuration = configuration;
    }

    /** An entry: where it stands, and whose payment it is. */
    record Entry(String place, OrderId orderId) {}

    /** Puts the payment in; one that is in already keeps its place. */
    ItemUpdate enter(ItemUpdate update, OrderId orderId, Instant now) {
        String place =
                String.format(Locale.ROOT, "%013d", now.toEpochMilli()) + SEPARATOR + orderId;
        return update.set(PaymentItem.WAIT_SHARD, Values.of(configuration.shardOf(orderId.value())))
                .setIfAbsent(PaymentItem.WAIT_AS, Values.of(place));
    }

    /** Takes the payment out. */
    static ItemUpdate leave(ItemUpdate update) {
        return update.remove(PaymentItem.WAIT_SHARD).remove(PaymentItem.WAIT_AS);
    }

    /** At most {@code most} behind {@code after}, of all partitions together, the longest first. */
    List<Entry> find(@Nullable String after, int most) {
        return IntStream.range(0, configuration.shards())
                .boxed()
                .flatMap(shard -> find(Integer.toString(shard), after, most))
                .sorted(Comparator.comparing(Entry::place))
                .limit(most)
                .toList();
    }

    private Stream<Entry> find(String shard, @Nullable String after, int most) {
        Map<String, String> names = new HashMap<>(Map.of("#shard", PaymentItem.WAIT_SHARD));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":shard", Values.of(shard)));
        if (after != null) {
            names.put("#as", PaymentItem.WAIT_AS);
            values.put(":after", Values.of(after));
        }
        return dynamo
                .query(
                        query ->
                                query.tableName(configuration.table())
                                        .indexName(NAME)
                                        .keyConditionExpression(
                                                after == null
                                                        ? "#shard = :shard"
                                                        : "#shard = :shard AND #as > :after")
                                        .expressionAttributeNames(names)
                                        .expressionAttributeValues(values)
                                        .limit(most))
                .items()
                .stream()
                .map(
                        item ->
                                new Entry(
                                        Values.text(item, PaymentItem.WAIT_AS),
                                        new OrderId(Values.text(item, ItemKey.PK))));
    }
}
