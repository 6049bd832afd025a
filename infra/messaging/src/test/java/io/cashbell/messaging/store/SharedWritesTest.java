package io.cashbell.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@Timeout(30)
class SharedWritesTest {
    private static final String TABLE = MessagingFixtures.configuration().table();

    private final Table table = new Table();
    private final SharedWrites writes = new SharedWrites(table, MessagingFixtures.configuration());

    /** Has no room for an item's first tries, and chokes on one that it cannot hold. */
    private static final class Table implements DynamoDbClient {
        final List<String> written = new CopyOnWriteArrayList<>();
        final List<BatchStatementRequest> statements = new CopyOnWriteArrayList<>();
        final AtomicInteger calls = new AtomicInteger();
        volatile int withoutRoom;
        volatile boolean down;
        volatile boolean full;

        @Override
        public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            int call = calls.incrementAndGet();
            List<WriteRequest> asked = request.requestItems().getOrDefault(TABLE, List.of());
            List<String> names = asked.stream().map(one -> name(one.putRequest().item())).toList();
            if (down || names.contains("too large")) {
                throw DynamoDbException.builder().message("refused").build();
            }
            if (full) {
                return BatchWriteItemResponse.builder()
                        .unprocessedItems(request.requestItems())
                        .build();
            }
            if (call <= withoutRoom) {
                written.addAll(names.subList(0, 1));
                List<WriteRequest> left = asked.subList(1, asked.size());
                return BatchWriteItemResponse.builder()
                        .unprocessedItems(left.isEmpty() ? Map.of() : Map.of(TABLE, left))
                        .build();
            }
            written.addAll(names);
            return BatchWriteItemResponse.builder().build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest put) {
            if (down || name(put.item()).equals("too large")) {
                throw DynamoDbException.builder().message("refused").build();
            }
            written.add(name(put.item()));
            return PutItemResponse.builder().build();
        }

        @Override
        public BatchExecuteStatementResponse batchExecuteStatement(
                BatchExecuteStatementRequest request) {
            if (down) {
                throw DynamoDbException.builder().message("refused").build();
            }
            statements.addAll(request.statements());
            return BatchExecuteStatementResponse.builder()
                    .responses(request.statements().stream().map(Table::answer).toList())
                    .build();
        }

        private static BatchStatementResponse answer(BatchStatementRequest statement) {
            boolean isTaken = statement.parameters().contains(Values.of("taken"));
            return isTaken
                    ? BatchStatementResponse.builder()
                            .error(
                                    error ->
                                            error.code(
                                                    BatchStatementErrorCodeEnum
                                                            .CONDITIONAL_CHECK_FAILED))
                            .build()
                    : BatchStatementResponse.builder().build();
        }

        private static String name(Map<String, AttributeValue> item) {
            return Values.text(item, ItemKey.SK);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        writes.close();
    }

    private static Map<String, AttributeValue> item(String name) {
        return new HashMap<>(new ItemKey("bell-7", name).attributes());
    }

    private boolean change(String name) {
        return writes.change(
                new ItemKey("bell-7", name),
                Map.of("state", Values.of("ringing")),
                Map.of("state", Values.of("rung")),
                Set.of("until"));
    }

    /** All at the same time; fails with the first that fails. */
    private void putAll(List<String> names) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> puts = new ArrayList<>();
            names.forEach(name -> puts.add(threads.submit(() -> writes.put(item(name)))));
            for (Future<?> put : puts) {
                put.get();
            }
        }
    }

    @Test
    void whatThereIsNoRoomForIsWrittenLater() throws Exception {
        table.withoutRoom = 2;

        putAll(List.of("one", "two", "three"));

        assertThat(table.written).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void ofCopiesThatShareACallNoneIsTakenForWrittenWhereThereIsNoRoom() throws Exception {
        table.full = true;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> puts = new ArrayList<>();
            for (int copy = 0; copy < 20; copy++) {
                Map<String, AttributeValue> item = item("same");
                item.put("copy", Values.of(copy));
                puts.add(threads.submit(() -> writes.put(item)));
            }
            assertThat(puts)
                    .allSatisfy(
                            put ->
                                    assertThatThrownBy(put::get)
                                            .hasCauseInstanceOf(IllegalStateException.class));
        }
    }

    @Test
    void oneThatCannotBeWrittenTakesNoOtherAlong() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> bad = threads.submit(() -> writes.put(item("too large")));
            putAll(List.of("one", "two"));

            assertThatThrownBy(bad::get).hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(table.written).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void nobodyBelievesInAWriteThatFailed() {
        table.down = true;

        assertThatThrownBy(() -> writes.put(item("one"))).isInstanceOf(IllegalStateException.class);
        assertThat(change("two")).isFalse();
    }

    @Test
    void whatIsWrittenAfterTheEndGoesAloneAndWhatIsChangedIsLeftToTheCaller() {
        SharedWrites closed = new SharedWrites(table, MessagingFixtures.configuration());
        closed.close();

        closed.put(item("late"));

        assertThat(table.written).containsExactly("late");
        assertThat(closed.change(new ItemKey("bell-7", "late"), Map.of(), Map.of(), Set.of()))
                .isFalse();
        assertThat(table.statements).isEmpty();
    }

    @Test
    void aChangeIsMadeOnlyIfWhatItExpectsHolds() {
        assertThat(change("free")).isTrue();
        assertThat(change("taken")).isFalse();
        assertThat(table.statements.getFirst().statement())
                .isEqualTo(
                        "UPDATE \"%s\" SET \"state\" = ? SET \"ver\" = \"ver\" + 1 REMOVE \"until\""
                                        .formatted(TABLE)
                                + " WHERE \"pk\" = ? AND \"sk\" = ? AND \"state\" = ?");
        assertThat(table.statements.getFirst().parameters())
                .containsExactly(
                        Values.of("rung"),
                        Values.of("bell-7"),
                        Values.of("free"),
                        Values.of("ringing"));
    }
}
