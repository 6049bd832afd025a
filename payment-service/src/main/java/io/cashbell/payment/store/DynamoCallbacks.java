package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.SharedWrites;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Callbacks;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.OrderId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Kept callbacks as items, spread by hour and shard; an order's are found by the notes that their
 * effects left in the payment, and by references for those that had none.
 */
@Singleton
class DynamoCallbacks implements Callbacks {

    /** So many signed messages of one order differ at most; a gateway sends two or three. */
    private static final int MAX_OF_ORDER = 500;

    /** So many hours one look visits at most. */
    private static final int MAX_HOURS = 100;

    /** An instance that died between reference and callback is made up for by the next copies. */
    private static final int MENDED_BY_COPIES = 3;

    private static final Comparator<CallbackId> LATEST_FIRST = Comparator.reverseOrder();

    private final DynamoDbClient dynamo;
    private final SharedWrites writes;
    private final MessagingConfiguration configuration;
    private final CallbackHours hours;
    private final CallbackReads reads;

    DynamoCallbacks(
            DynamoDbClient dynamo,
            SharedWrites writes,
            MessagingConfiguration configuration,
            CallbackHours hours,
            CallbackReads reads) {
        this.dynamo = dynamo;
        this.writes = writes;
        this.configuration = configuration;
        this.hours = hours;
        this.reads = reads;
    }

    @Override
    public void keepCause(KeptCallback callback, Instant until) {
        put(callback, null, until);
    }

    @Override
    public void keepOnce(KeptCallback callback, String fingerprint, Instant until) {
        ItemKey reference = CallbackItem.reference(callback.orderId(), fingerprint);
        Map<String, AttributeValue> counted =
                dynamo.updateItem(
                                update ->
                                        update.tableName(configuration.table())
                                                .key(reference.attributes())
                                                .updateExpression(
                                                        "SET #id = if_not_exists(#id, :id), #ttl ="
                                                                + " :ttl ADD #n :one")
                                                .expressionAttributeNames(
                                                        Map.of(
                                                                "#id", CallbackItem.ID,
                                                                "#ttl", CallbackItem.TTL,
                                                                "#n", CallbackItem.COUNT))
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":id",
                                                                        Values.of(
                                                                                callback.id()
                                                                                        .value()),
                                                                ":ttl",
                                                                        Values.of(
                                                                                until
                                                                                        .getEpochSecond()),
                                                                ":one", Values.of(1)))
                                                .returnValues(ReturnValue.ALL_NEW))
                        .attributes();
        CallbackId first = new CallbackId(Values.text(counted, CallbackItem.ID));
        if (first.equals(callback.id())) {
            put(callback, reference, until);
        } else if (Values.number(counted, CallbackItem.COUNT) <= MENDED_BY_COPIES
                && reads.find(first).isEmpty()) {
            put(CallbackItem.named(callback, first), reference, until);
        }
    }

    @Override
    public boolean keepWithin(KeptCallback callback, int most, Instant until) {
        try {
            dynamo.updateItem(
                    update ->
                            update.tableName(configuration.table())
                                    .key(
                                            CallbackItem.budget(callback.gateway(), callback.at())
                                                    .attributes())
                                    .updateExpression("SET #ttl = :ttl ADD #n :one")
                                    .conditionExpression("attribute_not_exists(#n) OR #n < :most")
                                    .expressionAttributeNames(
                                            Map.of(
                                                    "#ttl", CallbackItem.TTL,
                                                    "#n", CallbackItem.COUNT))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":ttl",
                                                            Values.of(
                                                                    callback.at()
                                                                            .plus(
                                                                                    1,
                                                                                    ChronoUnit.DAYS)
                                                                            .getEpochSecond()),
                                                    ":one", Values.of(1),
                                                    ":most", Values.of(most))));
        } catch (ConditionalCheckFailedException usedUp) {
            return false;
        }
        put(callback, null, until);
        return true;
    }

    @Override
    public Optional<KeptCallback> find(CallbackId id) {
        return reads.find(id).map(item -> reads.counted(List.of(item)).getFirst());
    }

    @Override
    public void noteReplay(CallbackId id, Replay replay) {
        try {
            dynamo.updateItem(
                    update ->
                            update.tableName(configuration.table())
                                    .key(CallbackItem.key(id).attributes())
                                    .updateExpression(
                                            "SET #at = :at, #by = :by, #outcome = :outcome")
                                    .conditionExpression("attribute_exists(#pk)")
                                    .expressionAttributeNames(
                                            Map.of(
                                                    "#pk", ItemKey.PK,
                                                    "#at", CallbackItem.REPLAYED_AT,
                                                    "#by", CallbackItem.REPLAYED_BY,
                                                    "#outcome", CallbackItem.REPLAY_OUTCOME))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":at", Values.of(replay.at().toEpochMilli()),
                                                    ":by", Values.of(replay.by()),
                                                    ":outcome", Values.of(replay.outcome()))));
        } catch (ConditionalCheckFailedException forgotten) {
            // Its time was over a moment ago: there is nothing left to note it beside.
            return;
        }
    }

    @Override
    public Optional<Replay> lastReplay(CallbackId id) {
        return reads.find(id)
                .filter(item -> item.containsKey(CallbackItem.REPLAYED_AT))
                .map(
                        item ->
                                new Replay(
                                        Instant.ofEpochMilli(
                                                Values.number(item, CallbackItem.REPLAYED_AT)),
                                        Values.text(item, CallbackItem.REPLAYED_BY),
                                        Values.text(item, CallbackItem.REPLAY_OUTCOME)));
    }

    @Override
    public Page ofOrder(OrderId orderId, @Nullable CallbackId before, int most) {
        Set<CallbackId> ids = new TreeSet<>(LATEST_FIRST);
        ids.addAll(reads.causes(orderId));
        ids.addAll(reads.references(orderId, MAX_OF_ORDER));
        List<CallbackId> rest =
                ids.stream().filter(id -> before == null || id.compareTo(before) < 0).toList();
        List<CallbackId> page = rest.stream().limit(most).toList();
        return new Page(reads.counted(reads.all(page)), rest.size() > most ? page.getLast() : null);
    }

    @Override
    public Page before(CallbackId before, Instant oldest, int most) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Iterator<String> back = hours.back(before.at(), oldest).iterator();
        for (int visited = 0; back.hasNext(); visited++) {
            if (visited == MAX_HOURS) {
                // On with the hour that was not visited.
                Instant end = CallbackItem.start(back.next()).plus(1, ChronoUnit.HOURS);
                return new Page(reads.counted(found), CallbackId.firstAt(end));
            }
            String hour = back.next();
            List<Map<String, AttributeValue>> ofHour =
                    IntStream.range(0, CallbackItem.SHARDS)
                            .mapToObj(shard -> CallbackItem.partition(hour, shard))
                            .flatMap(
                                    partition ->
                                            reads.partition(partition, before, most + 1).stream())
                            .sorted(Comparator.comparing(DynamoCallbacks::id, LATEST_FIRST))
                            .toList();
            for (Map<String, AttributeValue> item : ofHour) {
                if (found.size() == most) {
                    return new Page(reads.counted(found), id(found.getLast()));
                }
                found.add(item);
            }
        }
        return new Page(reads.counted(found), null);
    }

    private static CallbackId id(Map<String, AttributeValue> item) {
        return new CallbackId(Values.text(item, ItemKey.SK));
    }

    private void put(KeptCallback callback, @Nullable ItemKey reference, Instant until) {
        hours.note(callback.at());
        writes.put(CallbackItem.attributes(callback, reference, until));
    }
}
