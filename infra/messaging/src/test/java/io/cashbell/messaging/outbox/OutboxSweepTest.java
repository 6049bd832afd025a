package io.cashbell.messaging.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.InternalErrorException;

@Timeout(30)
class OutboxSweepTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minusSeconds(600);

    private final MessagingConfiguration configuration = MessagingFixtures.configuration();
    private final FakeTable table = new FakeTable();
    private final FakeTopic topic = new FakeTopic();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutboxRelay relay =
            OutboxFixtures.relay(table, topic, OutboxSweepTest::data, meters);
    private final OutboxSweep sweep =
            new OutboxSweep(
                    configuration,
                    new OutboxIndex(table, configuration),
                    relay,
                    Clock.fixed(NOON, ZoneOffset.UTC),
                    meters);

    private static Object data(Map<String, AttributeValue> item, OutboxEntry entry) {
        return switch (entry.type()) {
            case "bell.broken.v1" -> throw new IllegalStateException("broken on purpose");
            case "bell.unknown.v1" -> throw new NoClassDefFoundError("broken on purpose");
            case "bell.huge.v1" -> Map.of("loudness", "!".repeat(300_000));
            default -> Map.of();
        };
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private ItemKey left(String type, String name) {
        ItemKey key = new ItemKey(name, "bell");
        table.store(key, OutboxEntry.of(type, LONG_AGO, 1));
        return key;
    }

    private List<ItemKey> left(String type, int count) {
        return IntStream.range(0, count).mapToObj(i -> left(type, "bell-" + i)).toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.sleep(10);
        }
    }

    private void awaitMarked(List<ItemKey> keys) throws InterruptedException {
        await(() -> keys.stream().noneMatch(table::isPending));
    }

    @Test
    void whatCannotBeToldDoesNotHideWhatIsBehind() throws InterruptedException {
        ItemKey broken = left("bell.broken.v1", "bell-1");
        ItemKey unknown = left("bell.unknown.v1", "bell-2");
        ItemKey good = left("bell.rung.v1", "bell-3");
        sweep.sweep("0");
        assertThat(topic.published).singleElement().asString().contains(good.pk());
        awaitMarked(List.of(good));
        assertThat(table.isPending(broken)).isTrue();
        assertThat(table.isPending(unknown)).isTrue();
        assertThat(meters.counter("messaging.events.swept").count()).isOne();
    }

    @Test
    void whatCannotBeToldDoesNotHideTheRestOfItsItem() throws InterruptedException {
        ItemKey bell = new ItemKey("bell-1", "bell");
        OutboxEntry broken = OutboxEntry.of("bell.broken.v1", LONG_AGO, 2);
        table.store(
                bell,
                OutboxEntry.of("bell.hung.v1", LONG_AGO, 1),
                broken,
                OutboxEntry.of("bell.rung.v1", LONG_AGO, 3));
        sweep.sweep("0");
        assertThat(topic.published).hasSize(2);
        await(() -> table.stillTold(bell).equals(Set.of(broken.id())));
        assertThat(table.isPending(bell)).isTrue();
        await(() -> !relay.isUnderWay(bell));
        sweep.sweep("0");
        assertThat(topic.published).as("told once").hasSize(2);
        assertThat(meters.counter("messaging.events.untold").count()).isEqualTo(2);
    }

    @Test
    void aWriteThatTellsMoreThanCanBeToldSucceedsAndTellsTheRest() throws InterruptedException {
        ItemKey bell = new ItemKey("bell-1", "bell");
        table.store(
                bell,
                OutboxEntry.of("bell.broken.v1", LONG_AGO, 1),
                OutboxEntry.of("bell.rung.v1", LONG_AGO, 2));
        relay.deliver(table.stored(bell));
        assertThat(topic.published.poll(10, SECONDS)).contains("bell.rung.v1");
    }

    @Test
    void whatTheTopicWillNotHaveDoesNotHideWhatIsBeside() throws InterruptedException {
        ItemKey before = left("bell.rung.v1", "bell-1");
        ItemKey huge = left("bell.huge.v1", "bell-2");
        ItemKey after = left("bell.rung.v1", "bell-3");
        sweep.sweep("0");
        assertThat(topic.published).hasSize(2);
        awaitMarked(List.of(before, after));
        assertThat(table.isPending(huge)).isTrue();
    }

    @Test
    void whatFailedWithAnErrorRightAfterItsWriteIsTakenUpByASweep() throws InterruptedException {
        ItemKey bell = left("bell.rung.v1", "bell-1");
        topic.failure =
                () -> {
                    throw new NoClassDefFoundError("broken on purpose");
                };
        relay.deliver(table.stored(bell));
        await(() -> topic.calls.get() == 1 && !relay.isUnderWay(bell));
        topic.failure = null;
        sweep.sweep("0");
        assertThat(topic.published).hasSize(1);
        awaitMarked(List.of(bell));
    }

    @Test
    void allThatAnOutageLeftBehindIsPublishedByOneSweep() throws InterruptedException {
        List<ItemKey> bells = left("bell.rung.v1", 250);
        sweep.sweep("0");
        assertThat(topic.published).hasSize(250);
        assertThat(table.queries).hasValue(3);
        awaitMarked(bells);
    }

    @Test
    void aPageOfWhatCannotBeToldDoesNotHideTheNext() {
        left("bell.broken.v1", 100);
        table.store(
                new ItemKey("behind", "bell"),
                OutboxEntry.of("bell.rung.v1", LONG_AGO.plusSeconds(1), 1));
        sweep.sweep("0");
        assertThat(topic.published).singleElement().asString().contains("behind");
    }

    @Test
    void aTopicThatCannotBeReachedIsLeftAloneUntilTheNextSweep() {
        left("bell.rung.v1", 250);
        topic.failure =
                () -> {
                    throw SdkClientException.create("no route to the topic");
                };
        sweep.sweep("0");
        assertThat(topic.calls).hasValue(1);
        assertThat(table.queries).hasValue(1);
    }

    @Test
    void aTopicThatRefusesEverythingIsLeftAloneUntilTheNextSweep() {
        left("bell.rung.v1", 250);
        topic.failure =
                () -> {
                    throw InternalErrorException.builder().message("down").build();
                };
        sweep.sweep("0");
        assertThat(table.queries).hasValue(1);
    }

    @Test
    void whereNothingWasLeftBehindASweepIsOneCall() {
        table.store(new ItemKey("young", "bell"), OutboxEntry.of("bell.rung.v1", NOON, 1));
        sweep.sweep("0");
        assertThat(table.queries).hasValue(1);
        assertThat(topic.calls).hasValue(0);
    }

    @Test
    void whatWasStoredWithoutDecimalsIsPublishedAndMarked() throws InterruptedException {
        ItemKey bell = new ItemKey("bell-1", "bell");
        OutboxEntry entry = OutboxEntry.of("bell.rung.v1", LONG_AGO, 1);
        Map<String, AttributeValue> item = new HashMap<>(Outbox.of(List.of(entry), "0"));
        item.put(Outbox.SINCE, Values.of("2026-01-01T11:50:00Z#" + entry.id()));
        table.store(bell, item);
        sweep.sweep("0");
        assertThat(topic.published).singleElement().asString().contains(entry.id());
        awaitMarked(List.of(bell));
    }
}
