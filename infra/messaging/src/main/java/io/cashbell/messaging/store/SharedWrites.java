package io.cashbell.messaging.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.batch.Batcher;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes that share a call with others of the same moment: for what must be durable before its
 * writer goes on, and bears to wait {@code messaging.pace} for company. Each is still a write of
 * its own, which succeeds or fails by itself; a single one after a pause goes at once.
 */
@Singleton
public final class SharedWrites {
    private static final Logger log = LoggerFactory.getLogger(SharedWrites.class);

    /** What one call takes, of either kind. */
    private static final int SIZE = 25;

    private static final int PARALLEL = 4;
    private static final int CAPACITY = 10_000;
    private static final int MOST_ROUNDS = 5;
    private static final long FIRST_PAUSE_MILLIS = 50;

    /** Longer than the client tries. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Batcher<Put> puts;
    private final Batcher<Change> changes;

    private record Put(Map<String, AttributeValue> item, CompletableFuture<Boolean> written) {
        ItemKey key() {
            return ItemKey.of(item);
        }
    }

    private record Change(BatchStatementRequest statement, CompletableFuture<Boolean> written) {}

    public SharedWrites(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.table = configuration.table();
        this.puts =
                new Batcher<>(
                        "shared-puts",
                        SIZE,
                        PARALLEL,
                        CAPACITY,
                        configuration.pace(),
                        configuration.drain(),
                        this::putTogether);
        this.changes =
                new Batcher<>(
                        "shared-changes",
                        SIZE,
                        PARALLEL,
                        CAPACITY,
                        configuration.pace(),
                        configuration.drain(),
                        this::changeTogether);
    }

    /**
     * Writes an item, whatever was there; returns when it is durable.
     *
     * @throws IllegalStateException if it is not known to be
     */
    public void put(Map<String, AttributeValue> item) {
        Put put = new Put(item, new CompletableFuture<>());
        if (!puts.offer(put)) {
            putAlone(put);
        }
        if (!await(put.written())) {
            throw new IllegalStateException("An item is not known to be written");
        }
    }

    /**
     * Changes attributes of an item if all that is expected of it holds.
     *
     * @param expected values that attributes have now
     * @param changed values that they get
     * @return false if it is not known to be written: it may have been refused, and may have been
     *     written and its answer lost
     */
    public boolean change(
            ItemKey key,
            Map<String, AttributeValue> expected,
            Map<String, AttributeValue> changed,
            Set<String> removed) {
        StringBuilder statement = new StringBuilder("UPDATE \"" + table + "\" SET ");
        List<AttributeValue> values = new ArrayList<>();
        changed.forEach(
                (name, value) -> {
                    statement.append('"').append(name).append("\" = ? SET ");
                    values.add(value);
                });
        statement.append("\"%1$s\" = \"%1$s\" + 1".formatted(ItemTable.VERSION));
        removed.forEach(name -> statement.append(" REMOVE \"").append(name).append('"'));
        statement.append(" WHERE \"%s\" = ? AND \"%s\" = ?".formatted(ItemKey.PK, ItemKey.SK));
        values.add(Values.of(key.pk()));
        values.add(Values.of(key.sk()));
        expected.forEach(
                (name, value) -> {
                    statement.append(" AND \"").append(name).append("\" = ?");
                    values.add(value);
                });
        Change change =
                new Change(
                        BatchStatementRequest.builder()
                                .statement(statement.toString())
                                .parameters(values)
                                .build(),
                        new CompletableFuture<>());
        return changes.offer(change) && await(change.written());
    }

    private static boolean await(CompletableFuture<Boolean> written) {
        try {
            return written.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void putTogether(List<Put> batch) {
        try {
            // A call names an item once; of two copies the later one counts.
            Map<ItemKey, WriteRequest> left = new LinkedHashMap<>();
            batch.forEach(
                    put ->
                            left.put(
                                    put.key(),
                                    WriteRequest.builder()
                                            .putRequest(
                                                    PutRequest.builder().item(put.item()).build())
                                            .build()));
            Set<ItemKey> unwritten =
                    putWithin(List.copyOf(left.values())).stream()
                            .map(request -> ItemKey.of(request.putRequest().item()))
                            .collect(Collectors.toSet());
            batch.forEach(put -> put.written().complete(!unwritten.contains(put.key())));
        } catch (RuntimeException failure) {
            log.atWarn().setCause(failure).log("Items are written one by one");
            batch.forEach(this::putAlone);
        }
    }

    /** Returns what DynamoDB had no room for, however often it was asked. */
    private List<WriteRequest> putWithin(List<WriteRequest> requests) {
        List<WriteRequest> left = requests;
        for (int round = 0; !left.isEmpty() && round < MOST_ROUNDS; round++) {
            if (round > 0 && !pause(round)) {
                return left;
            }
            Map<String, List<WriteRequest>> asked = Map.of(table, left);
            left =
                    dynamo.batchWriteItem(write -> write.requestItems(asked))
                            .unprocessedItems()
                            .getOrDefault(table, List.of());
        }
        return left;
    }

    private static boolean pause(int round) {
        long limit = FIRST_PAUSE_MILLIS << round;
        try {
            Thread.sleep(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2));
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One that cannot be written must not take the others along. */
    private void putAlone(Put put) {
        try {
            dynamo.putItem(write -> write.tableName(table).item(put.item()));
            put.written().complete(true);
        } catch (RuntimeException failure) {
            put.written().completeExceptionally(failure);
        }
    }

    private void changeTogether(List<Change> batch) {
        try {
            List<BatchStatementResponse> answers =
                    dynamo.batchExecuteStatement(
                                    execute ->
                                            execute.statements(
                                                    batch.stream().map(Change::statement).toList()))
                            .responses();
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).written().complete(answers.get(i).error() == null);
            }
        } finally {
            // Whoever is not answered by now asks by itself.
            batch.forEach(change -> change.written().complete(false));
        }
    }

    @PreDestroy
    void close() {
        puts.close();
        changes.close();
    }
}
