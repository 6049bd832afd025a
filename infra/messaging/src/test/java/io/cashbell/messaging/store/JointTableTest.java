package io.cashbell.messaging.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.FakeTopic;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.outbox.OutboxFixtures;
import io.cashbell.messaging.outbox.OutboxRelay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@Timeout(60)
class JointTableTest {
    private static final ItemKey BELL = new ItemKey("bell-7", "bell");
    private static final ItemKey SHELF = new ItemKey("shelf-1", "shelf");
    private static final OutboxEntry RUNG =
            OutboxEntry.of("bell.rung.v1", Instant.parse("2026-01-01T12:00:00Z"), 1);

    private final FakeTopic topic = new FakeTopic();
    private final Table dynamo = new Table();

    /** Cancels the next transactions for those reasons; carries out what comes afterwards. */
    private static final class Table implements DynamoDbClient {
        final List<List<CancellationReason>> refusals = new ArrayList<>();
        final List<TransactWriteItemsRequest> asked = new ArrayList<>();
        final Map<String, Map<String, AttributeValue>> items = new HashMap<>();

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            asked.add(request);
            if (asked.size() <= refusals.size()) {
                throw TransactionCanceledException.builder()
                        .cancellationReasons(refusals.get(asked.size() - 1))
                        .build();
            }
            return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public GetItemResponse getItem(GetItemRequest get) {
            Map<String, AttributeValue> item = items.get(Values.text(get.key(), ItemKey.PK));
            return item == null
                    ? GetItemResponse.builder().build()
                    : GetItemResponse.builder().item(item).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private JointTable joint() {
        OutboxRelay relay = OutboxFixtures.relay(dynamo, topic, (item, entry) -> Map.of());
        var configuration = MessagingFixtures.configuration();
        return new JointTable(dynamo, configuration, new ItemTable(dynamo, configuration, relay));
    }

    private static ItemUpdate takeOne() {
        return ItemUpdate.of(SHELF).require(Condition.atLeast("n", Values.of(1))).add("n", -1);
    }

    private static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    private static CancellationReason because(String number) {
        return CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .item(Map.of("n", AttributeValue.fromN(number)))
                .build();
    }

    private JointResult insert() {
        return joint().insert(BELL, Map.of(), List.of(takeOne()), RUNG);
    }

    @Test
    void allIsOneTransactionAndItsEventIsTold() throws InterruptedException {
        assertThat(insert()).isInstanceOf(JointResult.Written.class);
        assertThat(dynamo.asked).hasSize(1);
        assertThat(dynamo.asked.getFirst().transactItems()).hasSize(2);
        assertThat(topic.published.poll(10, SECONDS)).contains(RUNG.id());
    }

    @Test
    void whoeverMeetsOthersTriesAgain() {
        dynamo.refusals.add(List.of(reason("None"), reason("TransactionConflict")));
        dynamo.refusals.add(List.of(reason("ThrottlingError"), reason("None")));
        // The other condition may have failed on what the rival wrote: not settled yet.
        dynamo.refusals.add(List.of(reason("TransactionConflict"), because("0")));
        assertThat(insert()).isInstanceOf(JointResult.Written.class);
        assertThat(dynamo.asked).hasSize(4);
    }

    @Test
    void whoeverMeetsOthersForeverGivesUp() {
        for (int i = 0; i < 100; i++) {
            dynamo.refusals.add(List.of(reason("None"), reason("TransactionConflict")));
        }
        assertThatThrownBy(this::insert).isInstanceOf(TransactionCanceledException.class);
        assertThat(dynamo.asked).hasSize(25);
    }

    @Test
    void whatIsNoMatterOfTimeIsNotTriedAgain() {
        dynamo.refusals.add(List.of(reason("None"), reason("ValidationError")));
        assertThatThrownBy(this::insert).isInstanceOf(TransactionCanceledException.class);
        assertThat(dynamo.asked).hasSize(1);
    }

    @Test
    void whatStoodInTheWayIsToldForEach() {
        dynamo.refusals.add(List.of(reason("None"), because("0")));
        assertThat(insert())
                .isEqualTo(
                        new JointResult.Refused(
                                Optional.empty(),
                                List.of(
                                        Optional.of(
                                                new WriteResult.Refused(
                                                        Map.of("n", AttributeValue.fromN("0")))))));
    }

    @Test
    void whatAnEmulatorDoesNotTellIsRead() {
        dynamo.items.put("shelf-1", Map.of("n", AttributeValue.fromN("0")));
        dynamo.refusals.add(List.of(reason("None"), reason("ConditionalCheckFailed")));
        assertThat(insert())
                .isInstanceOfSatisfying(
                        JointResult.Refused.class,
                        refused ->
                                assertThat(refused.others().getFirst().orElseThrow().found())
                                        .contains(Map.of("n", AttributeValue.fromN("0"))));
    }

    @Test
    void ourOwnWriteWhoseAnswerWasLostIsToldAtOnce() throws InterruptedException {
        Map<String, AttributeValue> ours = new HashMap<>(BELL.attributes());
        ours.putAll(Outbox.of(List.of(RUNG), "0"));
        dynamo.refusals.add(
                List.of(
                        CancellationReason.builder()
                                .code("ConditionalCheckFailed")
                                .item(ours)
                                .build(),
                        reason("TransactionConflict")));
        assertThat(insert())
                .isInstanceOfSatisfying(
                        JointResult.Refused.class,
                        refused -> assertThat(refused.first()).isPresent());
        assertThat(topic.published.poll(10, SECONDS)).contains(RUNG.id());
    }

    @Test
    void aChangeReturnsTheItemAsItIsNow() {
        dynamo.items.put("bell-7", Map.of("state", Values.of("rung")));
        assertThat(
                        joint().update(
                                        ItemUpdate.of(BELL).set("state", Values.of("rung")),
                                        List.of(takeOne())))
                .isEqualTo(new JointResult.Written(Map.of("state", Values.of("rung"))));
    }
}
