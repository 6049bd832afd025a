package io.cashbell.notification.store;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.SharedWrites;
import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The table as the port promises it. */
@ExtendWith(BackendExtension.class)
class DynamoNotificationsIT {
    private final DynamoDbClient dynamo;
    private final String table;
    private final DynamoNotifications notifications;

    DynamoNotificationsIT(Resources resources) {
        resources.endpoints().useInThisJvm();
        dynamo = DynamoDbClient.create();
        table = resources.get("NOTIFICATION_TABLE");
        MessagingConfiguration configuration = configuration(table);
        notifications =
                new DynamoNotifications(
                        new ItemTable(dynamo, configuration, null),
                        new SharedWrites(dynamo, configuration),
                        dynamo,
                        configuration,
                        new NotificationItem(new JsonMapper()));
    }

    static MessagingConfiguration configuration(String table) {
        return new MessagingConfiguration(
                "/notification-service",
                table,
                null,
                null,
                4,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                64,
                1,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofSeconds(15),
                false,
                false);
    }

    private List<NotificationId> due(Instant now) {
        List<NotificationId> due = new ArrayList<>();
        notifications.findDue(now, 100).forEachRemaining(due::addAll);
        return due;
    }

    @Test
    void whatIsWrittenIsRead() {
        for (int seed = 1_000; seed < 1_100; seed++) {
            Notification written = NotificationFixtures.generated(seed);

            assertThat(notifications.insert(written)).isEmpty();
            assertThat(notifications.find(written.id())).contains(written);
        }
    }

    @Test
    void everyStateIsReadAsItWasWritten() {
        Notification known = NotificationFixtures.of(2_000, NotificationFixtures.paid());
        notifications.insert(known);
        List<DeliveryState> states =
                List.of(
                        new Delayed(NOON.plusMillis(1), 1, "busy"),
                        new Sending(NOON, 2, Backstop.SWEEP),
                        new Failed(NOON, 2, "down"),
                        new Sent(NOON, 3),
                        new Planned(NOON.plusSeconds(5)),
                        new Sending(NOON, 2, Backstop.NOBODY),
                        new Dropped(NOON, 2, Why.NOT_NEEDED),
                        new Dropped(NOON, 2, Why.SUPPRESSED),
                        new Sending(NOON.plusSeconds(1), 4, Backstop.QUEUE));
        for (DeliveryState state : states) {
            assertThat(notifications.replace(known, state)).isEmpty();
            known = known.with(state);
            assertThat(notifications.find(known.id())).contains(known);
        }
    }

    @Test
    void ofManyWhoInsertTheSameMailOneDoes() throws InterruptedException, ExecutionException {
        Notification fresh = NotificationFixtures.of(3_000, NotificationFixtures.paid());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> insert = () -> notifications.insert(fresh).isEmpty();
            int inserted = 0;
            for (Future<Boolean> one :
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> insert).toList())) {
                inserted += one.get() ? 1 : 0;
            }

            assertThat(inserted).isEqualTo(1);
        }
    }

    @Test
    void whoSawAnOldStateIsToldTheNewOne() {
        Notification seen = NotificationFixtures.of(4_000, NotificationFixtures.paid());
        notifications.insert(seen);
        notifications.replace(seen, new Sent(NOON, 1));

        assertThat(notifications.replace(seen, new Delayed(NOON, 1, "late")))
                .contains(seen.with(new Sent(NOON, 1)));
    }

    @Test
    void onlyMailsThatWaitAreFoundAndOnlyWhenTheyAreDue() {
        Notification waiting = NotificationFixtures.of(5_000, NotificationFixtures.paid());
        notifications.insert(waiting);
        assertThat(due(NOON.plusSeconds(999))).doesNotContain(waiting.id());

        Delayed delayed = new Delayed(NOON.plusSeconds(10), 1, "busy");
        notifications.replace(waiting, delayed);
        assertThat(due(NOON.plusMillis(9_999))).doesNotContain(waiting.id());
        assertThat(due(NOON.plusSeconds(10))).contains(waiting.id());

        Sending again = new Sending(NOON.plusSeconds(70), 2, Backstop.SWEEP);
        notifications.replace(waiting.with(delayed), again);
        assertThat(due(NOON.plusSeconds(69))).doesNotContain(waiting.id());
        assertThat(due(NOON.plusSeconds(70))).contains(waiting.id());

        notifications.replace(waiting.with(again), new Sent(NOON, 2));
        assertThat(due(NOON.plusSeconds(999))).doesNotContain(waiting.id());
    }

    @Test
    void aMailThatNobodyNeedsIsFoundWhenItsLeaseIsOver() {
        Notification leased = NotificationFixtures.of(5_001, NotificationFixtures.paid());
        notifications.insert(leased);
        Sending nobodys = new Sending(NOON.plusSeconds(70), 1, Backstop.NOBODY);
        notifications.replace(leased, nobodys);
        assertThat(due(NOON.plusSeconds(69))).doesNotContain(leased.id());
        assertThat(due(NOON.plusSeconds(70))).contains(leased.id());

        notifications.replace(leased.with(nobodys), new Sent(NOON, 1));
        assertThat(due(NOON.plusSeconds(999))).doesNotContain(leased.id());
    }

    /** Earlier than all that other tests leave behind. */
    @Test
    void thePartsOfTheIndexTakeTurnsUntilEachMailWasFoundOnce() {
        Instant longAgo = NOON.minus(Duration.ofDays(9));
        List<NotificationId> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Notification one =
                    NotificationFixtures.of(8_000 + i, NotificationFixtures.paid())
                            .with(new Planned(longAgo.plusSeconds(i)));
            notifications.insert(one);
            waiting.add(one.id());
        }
        List<NotificationId> found = new ArrayList<>();
        List<String> shards = new ArrayList<>();
        Iterator<List<NotificationId>> pages = notifications.findDue(longAgo.plusSeconds(99), 2);
        while (pages.hasNext()) {
            List<NotificationId> page = pages.next();
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(id -> shards.add(configuration(table).shardOf(id.orderId())));
            found.addAll(page);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(shards.subList(0, 8)).containsOnly("0", "1", "2", "3");
    }

    @Test
    void aPlannedMailIsFoundWhenItsTimeHasComeAndNotWhenItIsDropped() {
        Notification planned =
                NotificationFixtures.of(7_000, NotificationFixtures.paid())
                        .with(new Planned(NOON.plusSeconds(100)));
        notifications.insert(planned);
        assertThat(due(NOON.plusSeconds(99))).doesNotContain(planned.id());
        assertThat(due(NOON.plusSeconds(100))).contains(planned.id());

        notifications.replace(planned, new Dropped(NOON, 0, Why.NOT_NEEDED));
        assertThat(due(NOON.plusSeconds(999))).doesNotContain(planned.id());
    }

    @Test
    void aMailIsPlannedAnewWithOtherFacts() {
        Notification planned =
                NotificationFixtures.of(7_001, NotificationFixtures.paid())
                        .with(new Planned(NOON.plusSeconds(100)));
        Notification later =
                NotificationFixtures.of(7_001, NotificationFixtures.ordinary())
                        .with(new Planned(NOON.plusSeconds(200)));
        notifications.insert(planned);

        assertThat(notifications.rewrite(planned, later)).isEmpty();
        assertThat(notifications.find(planned.id())).contains(later);
        assertThat(due(NOON.plusSeconds(199))).doesNotContain(later.id());
        assertThat(notifications.rewrite(planned, planned)).contains(later);
    }

    @Test
    void aMailOfAnOrdinaryOrderFitsIntoOneWriteUnit() {
        Notification ordinary = NotificationFixtures.of(6_000, NotificationFixtures.ordinary());
        notifications.insert(ordinary);
        var key = NotificationItem.key(ordinary.id()).attributes();
        var item = dynamo.getItem(get -> get.tableName(table).key(key)).item();

        var again =
                dynamo.putItem(
                        put ->
                                put.tableName(table)
                                        .item(item)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(again.consumedCapacity().capacityUnits()).isEqualTo(1.0);
        assertThat(item.values().stream().map(AttributeValue::s))
                .filteredOn(text -> text != null)
                .noneMatch(text -> requireNonNull(text).contains("@"));
    }
}
