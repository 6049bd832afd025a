package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemBatches;
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
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The owner's looks at kept callbacks. What should be gone by now is not shown. */
@Singleton
class CallbackReads {

    /** So many pages one look reads at most in search of what is alive. */
    private static final int MOST_PAGES = 20;

    /** Where a page was not enough, the next ones are longer. */
    private static final int LONG_PAGE = 100;

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final Clock clock;
    private final ItemBatches batches;

    CallbackReads(DynamoDbClient dynamo, MessagingConfiguration configuration, Clock clock) {
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.clock = clock;
        this.batches = new ItemBatches(dynamo, configuration.table());
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
        String partition = CallbackItem.reference(orderId, "-").pk();
        return alive(
                        most,
                        QueryRequest.builder()
                                .keyConditionExpression("#pk = :pk")
                                .expressionAttributeNames(Map.of("#pk", ItemKey.PK))
                                .expressionAttributeValues(Map.of(":pk", Values.of(partition))))
                .stream()
                .map(item -> new CallbackId(Values.text(item, CallbackItem.ID)))
                .toList();
    }

    /** Latest first, those before {@code before} alone. */
    List<Map<String, AttributeValue>> partition(String partition, CallbackId before, int most) {
        return alive(
                most,
                QueryRequest.builder()
                        .keyConditionExpression("#pk = :pk AND #sk < :before")
                        .expressionAttributeNames(Map.of("#pk", ItemKey.PK, "#sk", ItemKey.SK))
                        .expressionAttributeValues(
                                Map.of(
                                        ":pk", Values.of(partition),
                                        ":before", Values.of(before.value())))
                        .scanIndexForward(false));
    }

    /** The table forgets days later than it should: what should be gone takes nobody's place. */
    private List<Map<String, AttributeValue>> alive(int most, QueryRequest.Builder query) {
        query.tableName(configuration.table()).consistentRead(true).limit(most);
        List<Map<String, AttributeValue>> alive = new ArrayList<>();
        boolean isEnd = false;
        for (int page = 0; page < MOST_PAGES && !isEnd && alive.size() < most; page++) {
            QueryResponse answer = dynamo.query(query.build());
            answer.items().stream().filter(this::isAlive).forEach(alive::add);
            query.exclusiveStartKey(answer.lastEvaluatedKey()).limit(Math.max(most, LONG_PAGE));
            isEnd = !answer.hasLastEvaluatedKey() || answer.lastEvaluatedKey().isEmpty();
        }
        return alive.stream().limit(most).toList();
    }

    /** In the order of {@code ids}; those that are gone are left out. */
    List<Map<String, AttributeValue>> all(List<CallbackId> ids) {
        return batches.read(ids.stream().map(CallbackItem::key).toList(), true).stream()
                .filter(this::isAlive)
                .sorted(
                        Comparator.comparing(
                                item -> Values.text(item, ItemKey.SK), Comparator.reverseOrder()))
                .toList();
    }

    /** With the number of their copies. */
    List<KeptCallback> counted(List<Map<String, AttributeValue>> items) {
        List<CallbackItem.Read> read = items.stream().map(CallbackItem::read).toList();
        Map<ItemKey, Map<String, AttributeValue>> references = new HashMap<>();
        List<ItemKey> keys =
                read.stream()
                        .map(CallbackItem.Read::reference)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        batches.read(keys, true).forEach(item -> references.put(ItemKey.of(item), item));
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

    private boolean isAlive(Map<String, AttributeValue> item) {
        return Values.number(item, CallbackItem.TTL) > clock.instant().getEpochSecond();
    }
}
