package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.OrderId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The owner's looks at kept callbacks. What should be gone by now is not shown. */
@Singleton
class CallbackReads {

    private static final int BATCH = 100;
    private static final int MAX_ROUNDS = 20;

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final Clock clock;

    CallbackReads(DynamoDbClient dynamo, MessagingConfiguration configuration, Clock clock) {
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.clock = clock;
    }

    Optional<Map<String, AttributeValue>> find(CallbackId id) {
        var answer =
                dynamo.getItem(
                        get ->
                                get.tableName(configuration.table())
                                        .consistentRead(true)
                                        .key(CallbackItem.key(id).attributes()));
        return answer.hasItem()
                ? Optional.of(answer.item()).filter(this::isAlive)
                : Optional.empty();
    }

    /** Those whose effects the payment has noted. */
    List<CallbackId> causes(OrderId orderId) {
        return dynamo
                .getItem(
                        get ->
                                get.tableName(configuration.table())
                                        .consistentRead(true)
                                        .key(PaymentItem.key(orderId).attributes()))
                .item()
                .entrySet()
                .stream()
                .filter(attribute -> PaymentItem.isCause(attribute.getKey()))
                .map(attribute -> new CallbackId(attribute.getValue().s()))
                .toList();
    }

    /** Those that had no effect. */
    List<CallbackId> references(OrderId orderId, int most) {
        return dynamo
                .query(
                        query ->
                                query.tableName(configuration.table())
                                        .keyConditionExpression("#pk = :pk")
                                        .expressionAttributeNames(Map.of("#pk", ItemKey.PK))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":pk",
                                                        Values.of(
                                                                CallbackItem.reference(orderId, "-")
                                                                        .pk())))
                                        .consistentRead(true)
                                        .limit(most))
                .items()
                .stream()
                .filter(this::isAlive)
                .map(item -> new CallbackId(Values.text(item, CallbackItem.ID)))
                .toList();
    }

    /** Latest first, those before {@code before} alone. */
    List<Map<String, AttributeValue>> partition(String partition, CallbackId before, int most) {
        return dynamo
                .query(
                        query ->
                                query.tableName(configuration.table())
                                        .keyConditionExpression("#pk = :pk AND #sk < :before")
                                        .expressionAttributeNames(
                                                Map.of("#pk", ItemKey.PK, "#sk", ItemKey.SK))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":pk", Values.of(partition),
                                                        ":before", Values.of(before.value())))
                                        .scanIndexForward(false)
                                        .consistentRead(true)
                                        .limit(most))
                .items()
                .stream()
                .filter(this::isAlive)
                .toList();
    }

    /** In the order of {@code ids}; those that are gone are left out. */
    List<Map<String, AttributeValue>> all(List<CallbackId> ids) {
        return batch(ids.stream().map(CallbackItem::key).toList()).values().stream()
                .filter(this::isAlive)
                .sorted(
                        Comparator.comparing(
                                item -> Values.text(item, ItemKey.SK), Comparator.reverseOrder()))
                .toList();
    }

    /** With the number of their copies. */
    List<KeptCallback> counted(List<Map<String, AttributeValue>> items) {
        List<CallbackItem.Read> read = items.stream().map(CallbackItem::read).toList();
        var references =
                batch(
                        read.stream()
                                .map(CallbackItem.Read::reference)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        return read.stream()
                .map(
                        one -> {
                            var reference = references.get(one.reference());
                            return reference == null
                                    ? one.callback()
                                    : CallbackItem.counted(
                                            one.callback(),
                                            Values.number(reference, CallbackItem.COUNT) - 1);
                        })
                .toList();
    }

    private Map<ItemKey, Map<String, AttributeValue>> batch(List<ItemKey> keys) {
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<ItemKey> some = keys.subList(from, Math.min(from + BATCH, keys.size()));
            Map<String, KeysAndAttributes> wanted =
                    Map.of(
                            configuration.table(),
                            KeysAndAttributes.builder()
                                    .consistentRead(true)
                                    .keys(some.stream().map(ItemKey::attributes).toList())
                                    .build());
            // DynamoDB may answer a part and ask to be asked again for the rest.
            for (int round = 0; !wanted.isEmpty() && round < MAX_ROUNDS; round++) {
                Map<String, KeysAndAttributes> asked = wanted;
                var answer = dynamo.batchGetItem(get -> get.requestItems(asked));
                new ArrayList<>(answer.responses().getOrDefault(configuration.table(), List.of()))
                        .forEach(
                                item ->
                                        found.put(
                                                new ItemKey(
                                                        Values.text(item, ItemKey.PK),
                                                        Values.text(item, ItemKey.SK)),
                                                item));
                wanted = answer.unprocessedKeys();
            }
        }
        return found;
    }

    private boolean isAlive(Map<String, AttributeValue> item) {
        return Values.number(item, CallbackItem.TTL) > clock.instant().getEpochSecond();
    }
}
