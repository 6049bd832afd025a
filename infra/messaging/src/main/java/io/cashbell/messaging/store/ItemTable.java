package io.cashbell.messaging.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.outbox.OutboxRelay;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table a service owns. Every write is one conditional write of one item; the events it tells
 * are part of the item, and are published as soon as it is written.
 *
 * <p>A write whose answer is lost is repeated by the client and then refused by its own condition:
 * callers must recognise their own effect in {@link WriteResult.Refused}. Its events are recognised
 * by their ids and published even so.
 */
@Singleton
public final class ItemTable {
    /** Counts the writes of an item; starts at 1. */
    public static final String VERSION = "ver";

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final @Nullable OutboxRelay relay;

    public ItemTable(
            DynamoDbClient dynamo,
            MessagingConfiguration configuration,
            @Nullable OutboxRelay relay) {
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.relay = relay;
    }

    /** Reads what was last written. */
    public Optional<Map<String, AttributeValue>> find(ItemKey key) {
        return get(key, true);
    }

    /** Reads at half the price; may be behind by a moment. */
    public Optional<Map<String, AttributeValue>> findEventually(ItemKey key) {
        return get(key, false);
    }

    /** Writes an item that must not be there yet. */
    public WriteResult insert(
            ItemKey key, Map<String, AttributeValue> attributes, OutboxEntry... told) {
        Map<String, AttributeValue> item = fresh(key, attributes, List.of(told));
        try {
            dynamo.putItem(
                    PutItemRequest.builder()
                            .tableName(configuration.table())
                            .item(item)
                            .conditionExpression("attribute_not_exists(" + ItemKey.PK + ")")
                            .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build());
        } catch (ConditionalCheckFailedException refused) {
            return refused(refused, List.of(told));
        }
        deliver(item, List.of(told));
        return new WriteResult.Written(item);
    }

    /** Changes an item that must be there. */
    public WriteResult update(ItemUpdate update) {
        enter(update);
        Map<String, AttributeValue> item;
        try {
            item = dynamo.updateItem(update.request(configuration.table()).build()).attributes();
        } catch (ConditionalCheckFailedException refused) {
            return refused(refused, update.told());
        }
        deliver(item, update.told());
        return new WriteResult.Written(item);
    }

    /** A new item as it is stored, with what it has to tell. */
    Map<String, AttributeValue> fresh(
            ItemKey key, Map<String, AttributeValue> attributes, List<OutboxEntry> told) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key.attributes());
        item.put(VERSION, Values.of(1));
        if (relay != null) {
            item.putAll(Outbox.of(told, configuration.shardOf(key.pk())));
        } else if (!told.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing publishes here: messaging.topic-arn is not set");
        }
        return item;
    }

    /** Puts what a change tells into the change itself. */
    void enter(ItemUpdate update) {
        if (!update.told().isEmpty()) {
            update.told()
                    .forEach(
                            entry ->
                                    update.set(
                                            Outbox.ENTRIES + "." + entry.id(),
                                            Outbox.stored(entry)));
            update.set(Outbox.SHARD, Values.of(configuration.shardOf(update.key().pk())));
            update.set(Outbox.SINCE, Values.of(Outbox.since(update.told().getLast())));
        }
    }

    /** Publishes what was written, if it tells anything. */
    void deliver(Map<String, AttributeValue> item, List<OutboxEntry> told) {
        if (relay != null && !told.isEmpty()) {
            relay.deliver(item);
        }
    }

    private Optional<Map<String, AttributeValue>> get(ItemKey key, boolean consistent) {
        var answer =
                dynamo.getItem(
                        GetItemRequest.builder()
                                .tableName(configuration.table())
                                .key(key.attributes())
                                .consistentRead(consistent)
                                .build());
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    private WriteResult.Refused refused(
            ConditionalCheckFailedException refused, List<OutboxEntry> told) {
        return refused(refused.hasItem() ? refused.item() : null, told);
    }

    /** What stood in the way; if it is our own write, whose answer was lost, it is published. */
    WriteResult.Refused refused(
            @Nullable Map<String, AttributeValue> existing, List<OutboxEntry> told) {
        if (existing == null) {
            return new WriteResult.Refused(null);
        }
        if (relay != null && told.stream().anyMatch(entry -> Outbox.holds(existing, entry))) {
            relay.deliver(existing);
        }
        return new WriteResult.Refused(existing);
    }
}
