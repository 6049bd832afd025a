package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.LookSchedule;
import io.cashbell.payment.OrderId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sparse index of payments that somebody has to look at, by time. Spread over as many
 * partitions as the index of pending events; a payment that has come to its end is not in it.
 */
@Singleton
class DueIndex {

    /** Global secondary index, partition key {@code dueShard}, sort key {@code dueAt}. */
    static final String NAME = "due";

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final LookSchedule schedule;
    private final Clock clock;

    DueIndex(
            DynamoDbClient dynamo,
            MessagingConfiguration configuration,
            LookSchedule schedule,
            Clock clock) {
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** The attributes that put a new payment into the index. */
    Map<String, AttributeValue> firstLook(OrderId orderId) {
        return Map.of(
                PaymentItem.DUE_SHARD, Values.of(configuration.shardOf(orderId.value())),
                PaymentItem.DUE_AT, Values.of(schedule.first(clock.instant()).toEpochMilli()));
    }

    /** At most {@code most} of each partition, the longest overdue first. */
    List<OrderId> find(Instant until, int most) {
        return IntStream.range(0, configuration.shards())
                .boxed()
                .flatMap(shard -> find(Integer.toString(shard), until, most))
                .toList();
    }

    private Stream<OrderId> find(String shard, Instant until, int most) {
        return dynamo
                .query(
                        query ->
                                query.tableName(configuration.table())
                                        .indexName(NAME)
                                        .keyConditionExpression("#shard = :shard AND #at <= :until")
                                        .expressionAttributeNames(
                                                Map.of(
                                                        "#shard", PaymentItem.DUE_SHARD,
                                                        "#at", PaymentItem.DUE_AT))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":shard", Values.of(shard),
                                                        ":until", Values.of(until.toEpochMilli())))
                                        .limit(most))
                .items()
                .stream()
                .map(item -> new OrderId(Values.text(item, ItemKey.PK)));
    }
}
