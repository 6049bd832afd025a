package io.cashbell.messaging;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.inbox.Inbox;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.EventRenderer;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.messaging.trace.TraceContext;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** From the write of an item to the handler of its event, on a real topic, queue and table. */
@Timeout(90)
@ExtendWith(BackendExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagingIT {
    private static final String RUNG = "bell.rung.v1";

    private final Resources resources;
    private final BlockingQueue<CloudEvent> heard = new LinkedBlockingQueue<>();
    private final Map<String, Integer> failuresWanted = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private volatile CountDownLatch slowBegan = new CountDownLatch(1);
    private volatile CountDownLatch slowMayEnd = new CountDownLatch(1);
    private EmbeddedServer server;
    private ItemTable table;

    MessagingIT(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    @BeforeAll
    void start() {
        server = server();
        table = bean(ItemTable.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void slowOnesBeginAnew() {
        slowBegan = new CountDownLatch(1);
        slowMayEnd = new CountDownLatch(1);
    }

    @AfterEach
    void slowOnesEnd() {
        slowMayEnd.countDown();
    }

    private EmbeddedServer server() {
        EventHandler handler = this::handle;
        EventRenderer renderer = (item, _) -> Map.of("loudness", Values.number(item, "loudness"));
        ApplicationContext context =
                ApplicationContext.builder()
                        .properties(
                                Map.ofEntries(
                                        Map.entry("micronaut.server.port", -1),
                                        Map.entry("messaging.source", "/clock-service"),
                                        Map.entry(
                                                "messaging.table", resources.get("PAYMENT_TABLE")),
                                        Map.entry(
                                                "messaging.topic-arn",
                                                resources.get("PAYMENT_EVENTS_TOPIC_ARN")),
                                        Map.entry(
                                                "messaging.queue-url",
                                                resources.get("ORDER_QUEUE_URL")),
                                        Map.entry("messaging.sweep-every", "200ms"),
                                        Map.entry("messaging.sweep-after", "1s"),
                                        Map.entry("messaging.mark-pace", "50ms"),
                                        Map.entry("messaging.retry-base", "10ms"),
                                        Map.entry("messaging.visibility", "6s"),
                                        Map.entry("messaging.long-poll", "0s")))
                        .singletons(handler, renderer)
                        .start();
        return context.getBean(EmbeddedServer.class).start();
    }

    private void handle(CloudEvent event) throws InterruptedException {
        calls.merge(event.subject(), 1, Integer::sum);
        if (event.subject().startsWith("slow")) {
            slowBegan.countDown();
            slowMayEnd.await();
        }
        if (failuresWanted.merge(event.subject(), -1, Integer::sum) >= 0) {
            throw new IllegalStateException("broken on purpose");
        }
        heard.add(event);
    }

    private static OutboxEntry rung(long sequence) {
        return OutboxEntry.of(RUNG, Instant.now(), sequence);
    }

    private static ItemKey bell(String name) {
        return new ItemKey(name + "-" + EventIds.next(), "bell");
    }

    private static Map<String, AttributeValue> loudness(long loudness) {
        return Map.of("loudness", Values.of(loudness));
    }

    private CloudEvent nextOf(ItemKey bell) throws InterruptedException {
        CloudEvent event = heard.poll(30, SECONDS);
        while (event != null && !event.subject().equals(bell.pk())) {
            event = heard.poll(30, SECONDS);
        }
        assertThat(event).as("an event of " + bell.pk()).isNotNull();
        return event;
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(limit);
            Thread.sleep(50);
        }
    }

    private Map<String, AttributeValue> stored(ItemKey key) {
        return table.find(key).orElseThrow();
    }

    @Test
    void anEventStoredWithItsItemIsHeardWithTheTraceItBeganIn() throws InterruptedException {
        ItemKey bell = bell("one");
        OutboxEntry entry = rung(1);
        TraceContext trace = TraceContext.start();
        trace.asLoggingContext().forEach(MDC::put);
        table.insert(bell, loudness(7), entry);
        MDC.clear();

        CloudEvent event = nextOf(bell);
        assertThat(event.id()).isEqualTo(entry.id());
        assertThat(event.source()).isEqualTo("/clock-service");
        assertThat(event.traceparent()).isEqualTo(trace.traceparent());
        assertThat(event.data().path("loudness").asInt()).isEqualTo(7);
    }

    @Test
    void aLaterEventContinuesTheTraceOfItsItem() throws InterruptedException {
        ItemKey bell = bell("traced");
        TraceContext trace = TraceContext.start();
        trace.asLoggingContext().forEach(MDC::put);
        table.insert(bell, loudness(1));
        MDC.clear();
        table.update(ItemUpdate.of(bell).add("loudness", 1).tell(rung(1)));
        assertThat(nextOf(bell).traceparent()).isEqualTo(trace.traceparent());
    }

    @Test
    void whatIsPublishedIsTakenOffTheIndex() throws InterruptedException {
        ItemKey bell = bell("marked");
        table.insert(bell, loudness(1), rung(1));
        nextOf(bell);
        await("the item is marked", () -> !stored(bell).containsKey(Outbox.SHARD));
        assertThat(Values.map(stored(bell), Outbox.ENTRIES)).isEmpty();
    }

    @Test
    void whatACrashLeftBehindIsPublishedByTheSweep() throws InterruptedException {
        ItemKey bell = bell("crashed");
        OutboxEntry entry = OutboxEntry.of(RUNG, Instant.now().minusSeconds(60), 1);
        Map<String, AttributeValue> item = new HashMap<>(loudness(3));
        item.putAll(bell.attributes());
        item.putAll(Outbox.of(List.of(entry), "2"));
        bean(DynamoDbClient.class)
                .putItem(put -> put.tableName(resources.get("PAYMENT_TABLE")).item(item));

        assertThat(nextOf(bell).id()).isEqualTo(entry.id());
        await("the item is marked", () -> !stored(bell).containsKey(Outbox.SINCE));
    }

    @Test
    void aHundredEventsAtOnceAreAllHeard() throws InterruptedException {
        List<ItemKey> bells = IntStream.range(0, 100).mapToObj(i -> bell("many")).toList();
        bells.parallelStream().forEach(bell -> table.insert(bell, loudness(1), rung(1)));
        Map<String, Boolean> subjects = new ConcurrentHashMap<>();
        await(
                "all were heard",
                () -> {
                    heard.forEach(event -> subjects.put(event.subject(), true));
                    return bells.stream().allMatch(bell -> subjects.containsKey(bell.pk()));
                });
        await(
                "all are marked",
                () -> bells.stream().noneMatch(bell -> stored(bell).containsKey(Outbox.SHARD)));
    }

    @Test
    void aSecondInsertIsRefusedAndBringsWhatIsThere() {
        ItemKey bell = bell("twice");
        table.insert(bell, loudness(1));
        assertThat(table.insert(bell, loudness(2)))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused ->
                                assertThat(Values.number(refused.found().orElseThrow(), "loudness"))
                                        .isEqualTo(1));
    }

    @Test
    void anUpdateThatMustNotHappenChangesNothingAndTellsNothing() {
        ItemKey bell = bell("kept");
        table.insert(bell, loudness(1));
        WriteResult result =
                table.update(
                        ItemUpdate.of(bell)
                                .set("loudness", Values.of(9))
                                .require(Condition.equal("loudness", Values.of(5)))
                                .tell(rung(1)));
        assertThat(result).isInstanceOf(WriteResult.Refused.class);
        assertThat(Values.number(stored(bell), "loudness")).isEqualTo(1);
        assertThat(stored(bell)).doesNotContainKey(Outbox.SHARD);
    }

    @Test
    void anItemThatIsNotThereCannotBeUpdated() {
        WriteResult result =
                table.update(ItemUpdate.of(bell("missing")).set("loudness", Values.of(1)));
        assertThat(result)
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.found()).isEmpty());
    }

    @Test
    void anEventThatAnItemHasHeardIsRefusedTheSecondTime() {
        ItemKey bell = bell("heard");
        table.insert(bell, loudness(1));
        assertThat(table.update(ItemUpdate.of(bell).add("loudness", 1).heard("e1")))
                .isInstanceOf(WriteResult.Written.class);
        assertThat(table.update(ItemUpdate.of(bell).add("loudness", 1).heard("e1")))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> {
                            var item = refused.found().orElseThrow();
                            assertThat(Inbox.hasHeard(item, "e1")).isTrue();
                            assertThat(Inbox.hasHeard(item, "e2")).isFalse();
                        });
        assertThat(table.update(ItemUpdate.of(bell).add("loudness", 1).heard("e2")))
                .isInstanceOf(WriteResult.Written.class);
        assertThat(Values.number(stored(bell), "loudness")).isEqualTo(3);
    }

    @Test
    void twoEventsOfOneItemAreBothHeardHoweverCloseTheyAre() throws InterruptedException {
        ItemKey bell = bell("pair");
        OutboxEntry first = rung(1);
        OutboxEntry second = rung(2);
        table.insert(bell, loudness(1), first);
        table.update(ItemUpdate.of(bell).set("loudness", Values.of(2)).tell(second));
        Map<String, Boolean> ids = new ConcurrentHashMap<>();
        await(
                "both were heard",
                () -> {
                    heard.forEach(event -> ids.put(event.id(), true));
                    return ids.containsKey(first.id()) && ids.containsKey(second.id());
                });
        await("the item is marked", () -> !stored(bell).containsKey(Outbox.SHARD));
    }

    @Test
    void aMessageThatFailsComesAgainUntilItIsHandled() throws InterruptedException {
        ItemKey bell = bell("stubborn");
        failuresWanted.put(bell.pk(), 2);
        table.insert(bell, loudness(1), rung(1));
        assertThat(nextOf(bell).subject()).isEqualTo(bell.pk());
        assertThat(failuresWanted.get(bell.pk())).isNegative();
    }

    @Test
    void aPoisonMessageEndsInTheDeadLetterQueueAndTheGoodOnesGoOn() throws InterruptedException {
        SqsClient sqs = bean(SqsClient.class);
        String poison = "not json " + EventIds.next();
        sqs.sendMessage(
                send -> send.queueUrl(resources.get("ORDER_QUEUE_URL")).messageBody(poison));
        ItemKey bell = bell("good");
        table.insert(bell, loudness(1), rung(1));
        nextOf(bell);

        BlockingQueue<String> dead = new LinkedBlockingQueue<>();
        await(
                "the poison is in the dead-letter queue",
                () -> {
                    List<Message> found =
                            sqs.receiveMessage(
                                            receive ->
                                                    receive.queueUrl(
                                                                    resources.get(
                                                                            "ORDER_QUEUE_DEAD_LETTERS_URL"))
                                                            .maxNumberOfMessages(10)
                                                            .waitTimeSeconds(1))
                                    .messages();
                    found.forEach(message -> dead.add(message.body()));
                    return dead.contains(poison);
                });
    }

    @Test
    void aSlowMessageHoldsNobodyUpAndIsHandledOnce() throws InterruptedException {
        ItemKey slow = bell("slow");
        table.insert(slow, loudness(1), rung(1));
        assertThat(slowBegan.await(30, SECONDS)).isTrue();
        ItemKey quick = bell("quick");
        table.insert(quick, loudness(1), rung(1));
        nextOf(quick);
        // Longer than the visibility timeout: without a heartbeat the queue would deliver it again.
        Thread.sleep(Duration.ofSeconds(8));
        assertThat(calls).containsEntry(slow.pk(), 1);
        slowMayEnd.countDown();
        nextOf(slow);
        assertThat(calls).containsEntry(slow.pk(), 1);
    }

    @Test
    void aShutdownFinishesWhatHasBegun() throws InterruptedException {
        ItemKey slow = bell("slow");
        table.insert(slow, loudness(1), rung(1));
        assertThat(slowBegan.await(30, SECONDS)).isTrue();
        Thread closing = Thread.ofVirtual().start(server::close);
        slowMayEnd.countDown();
        assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
        assertThat(heard).anyMatch(event -> event.subject().equals(slow.pk()));

        heard.clear();
        server = server();
        table = bean(ItemTable.class);
        ItemKey next = bell("next");
        table.insert(next, loudness(1), rung(1));
        nextOf(next);
        assertThat(heard).noneMatch(event -> event.subject().equals(slow.pk()));
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }
}
