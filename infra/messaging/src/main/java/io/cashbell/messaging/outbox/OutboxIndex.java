package io.cashbell.messaging.outbox;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ExpressionNames;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The items that have something to tell: finds them, and takes them off once it is told. */
@Singleton
@Requires(property = "messaging.topic-arn")
class OutboxIndex {
    private static final Logger log = LoggerFactory.getLogger(OutboxIndex.class);

    /** Where the next page begins, as DynamoDB says it; empty: at the beginning, after the end. */
    record Page(List<ItemKey> keys, Map<String, AttributeValue> next) {
        boolean isLast() {
            return next.isEmpty();
        }
    }

    private final DynamoDbClient dynamo;
    private final String table;
    private final String statement;

    OutboxIndex(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.table = configuration.table();
        // PartiQL, because it is the only call that changes several items for the price of one
        // call without making a transaction of them.
        this.statement =
                "UPDATE \"%s\" SET \"%s\" = ? REMOVE \"%s\" REMOVE \"%s\" WHERE \"%s\" = ? AND \"%s\" = ? AND \"%s\" = ?"
                        .formatted(
                                table,
                                Outbox.ENTRIES,
                                Outbox.SHARD,
                                Outbox.SINCE,
                                ItemKey.PK,
                                ItemKey.SK,
                                Outbox.SINCE);
    }

    /** Items of one shard that have had something to tell since before that moment. */
    Page findPending(String shard, Instant before, int limit, Map<String, AttributeValue> begin) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(Outbox.INDEX)
                        .keyConditionExpression("#shard = :shard AND #since < :before")
                        .expressionAttributeNames(
                                Map.of("#shard", Outbox.SHARD, "#since", Outbox.SINCE))
                        .expressionAttributeValues(
                                Map.of(
                                        ":shard", Values.of(shard),
                                        ":before", Values.of(Outbox.sortable(before))))
                        .limit(limit);
        if (!begin.isEmpty()) {
            query.exclusiveStartKey(begin);
        }
        QueryResponse answer = dynamo.query(query.build());
        List<ItemKey> keys = answer.items().stream().map(ItemKey::of).toList();
        return new Page(keys, answer.lastEvaluatedKey());
    }

    Optional<Map<String, AttributeValue>> find(ItemKey key) {
        var answer =
                dynamo.getItem(
                        get -> get.tableName(table).key(key.attributes()).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    /** An item that has got more to tell in the meantime, or cannot tell all it has, stays on. */
    void markSent(List<Outgoing> published) {
        markWhole(published.stream().filter(Outgoing::isWhole).toList());
        published.stream().filter(one -> !one.isWhole()).forEach(this::remove);
    }

    private void markWhole(List<Outgoing> published) {
        // A batch may name an item once. The newest set of an item's entries holds the others. Its
        // number tells which that is: two may be of the same moment, and clocks differ.
        Collection<Outgoing> sent =
                published.stream()
                        .collect(
                                Collectors.toMap(
                                        Outgoing::key,
                                        Function.identity(),
                                        BinaryOperator.maxBy(
                                                Comparator.comparingLong(Outgoing::sequence))))
                        .values();
        List<Outgoing> left = sent.size() < 2 ? List.copyOf(sent) : markTogether(List.copyOf(sent));
        left.forEach(this::markSent);
    }

    /** Takes what was told out of a set that stays: its mark goes on naming what is left. */
    private void remove(Outgoing told) {
        ExpressionNames names = new ExpressionNames();
        String entries =
                told.messages().stream()
                        .map(message -> names.path(Outbox.ENTRIES + "." + message.id()))
                        .collect(Collectors.joining(", "));
        String pending = Condition.present(Outbox.SINCE).in(names);
        try {
            dynamo.updateItem(
                    update ->
                            update.tableName(table)
                                    .key(told.key().attributes())
                                    .updateExpression("REMOVE " + entries)
                                    .conditionExpression(pending)
                                    .expressionAttributeNames(names.names()));
        } catch (ConditionalCheckFailedException nothing) {
            log.atDebug()
                    .addKeyValue("subject", told.key().pk())
                    .log("The item has nothing to tell by now");
        }
    }

    /** Returns those that were refused for another reason than their condition. */
    private List<Outgoing> markTogether(List<Outgoing> sent) {
        List<BatchStatementResponse> answers;
        try {
            answers =
                    dynamo.batchExecuteStatement(
                                    batch ->
                                            batch.statements(
                                                    sent.stream().map(this::statement).toList()))
                            .responses();
        } catch (DynamoDbException refused) {
            log.atWarn().setCause(refused).log("Events are marked as sent one by one");
            return sent;
        }
        List<Outgoing> left = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            BatchStatementError error = answers.get(i).error();
            if (error != null
                    && error.code() != BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED) {
                left.add(sent.get(i));
            }
        }
        return left;
    }

    private BatchStatementRequest statement(Outgoing sent) {
        return BatchStatementRequest.builder()
                .statement(statement)
                .parameters(
                        Values.of(Map.of()),
                        Values.of(sent.key().pk()),
                        Values.of(sent.key().sk()),
                        Values.of(sent.since()))
                .build();
    }

    private void markSent(Outgoing sent) {
        try {
            dynamo.updateItem(
                    update ->
                            update.tableName(table)
                                    .key(sent.key().attributes())
                                    .updateExpression("SET #entries = :none REMOVE #shard, #since")
                                    .conditionExpression("#since = :since")
                                    .expressionAttributeNames(
                                            Map.of(
                                                    "#entries", Outbox.ENTRIES,
                                                    "#shard", Outbox.SHARD,
                                                    "#since", Outbox.SINCE))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":none", Values.of(Map.of()),
                                                    ":since", Values.of(sent.since()))));
        } catch (ConditionalCheckFailedException more) {
            log.atDebug()
                    .addKeyValue("subject", sent.key().pk())
                    .log("The item has more to tell by now");
        }
    }
}
