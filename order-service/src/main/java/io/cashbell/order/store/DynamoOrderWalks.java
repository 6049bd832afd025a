package io.cashbell.order.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.Values;
import io.cashbell.order.Order;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.admin.today.OrderWalks;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Walks the index of listed orders, a thread for each of its keys.
 *
 * <p>The index carries neither status nor total. They could be added to it at the price of a write
 * unit for every payment (the status), and of an index built anew (the total): so the orders
 * themselves are read, half a read unit each, while somebody looks at their sums.
 */
@Singleton
final class DynamoOrderWalks implements OrderWalks {
    /** Before the place of every order, and after. */
    private static final String BEGINNING = "0";

    private static final String END = "~";

    private final DynamoDbClient dynamo;
    private final String table;
    private final OrderBatches batches;

    DynamoOrderWalks(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.table = configuration.table();
        this.batches = new OrderBatches(dynamo, table);
    }

    @Override
    public boolean open(int most, Consumer<Order> each) {
        return walk(Listing.open(), BEGINNING, most, each);
    }

    @Override
    public boolean closed(Instant from, int most, Consumer<Order> each) {
        return walk(Listing.closed(OrderStatus.values()), Listing.place(from), most, each);
    }

    @Override
    public Count closed(OrderStatus status, int most) {
        List<Count> counts =
                inParallel(
                        Listing.closed(status).stream()
                                .map(key -> (Callable<Count>) () -> count(key, most))
                                .toList());
        return new Count(
                counts.stream().mapToLong(Count::number).sum(),
                counts.stream().anyMatch(Count::more));
    }

    private Count count(String key, int most) {
        QueryResponse answer =
                dynamo.query(
                        query ->
                                query.tableName(table)
                                        .indexName(Listing.LISTED)
                                        .keyConditionExpression("#key = :key")
                                        .expressionAttributeNames(Map.of("#key", Listing.GROUP))
                                        .expressionAttributeValues(Map.of(":key", Values.of(key)))
                                        .select(Select.COUNT)
                                        .limit(most));
        // At the limit it says that there is more, though perhaps there is just that many.
        return new Count(answer.count(), answer.hasLastEvaluatedKey());
    }

    private boolean walk(List<String> keys, String low, int most, Consumer<Order> each) {
        int share = Math.ceilDiv(most, Listing.SHARDS);
        Object taking = new Object();
        return inParallel(
                        keys.stream()
                                .map(
                                        key ->
                                                (Callable<Boolean>)
                                                        () -> walk(key, low, share, taking, each))
                                .toList())
                .stream()
                .allMatch(all -> all);
    }

    private boolean walk(String key, String low, int most, Object taking, Consumer<Order> each) {
        KeyStream stream =
                new KeyStream(
                        dynamo,
                        table,
                        Listing.LISTED,
                        Listing.GROUP,
                        key,
                        low,
                        END,
                        Math.min(most + 1, 500));
        int left = most;
        while (left > 0 && stream.peek().isPresent()) {
            List<KeyStream.Entry> chunk = new ArrayList<>();
            while (chunk.size() < Math.min(left, OrderBatches.MOST) && stream.peek().isPresent()) {
                chunk.add(stream.peek().get());
                stream.pop();
            }
            left -= chunk.size();
            Map<String, Order> orders = batches.read(chunk, false);
            synchronized (taking) {
                orders.values().forEach(each);
            }
        }
        return stream.peek().isEmpty();
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> task : threads.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while orders were counted", stop);
        } catch (ExecutionException failed) {
            // As itself: what the table refused is answered as such.
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        }
    }
}
