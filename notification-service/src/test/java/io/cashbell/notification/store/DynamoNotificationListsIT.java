package io.cashbell.notification.store;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.SharedWrites;
import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.DeliveryStatus;
import io.cashbell.notification.DeliveryTransitions;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.NotificationLists;
import io.cashbell.notification.NotificationLists.Page;
import io.cashbell.notification.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The owner's lists, from the table as it is. */
@ExtendWith(BackendExtension.class)
class DynamoNotificationListsIT {
    private final DynamoNotifications notifications;
    private final NotificationLists lists;

    DynamoNotificationListsIT(Resources resources) {
        resources.endpoints().useInThisJvm();
        DynamoDbClient dynamo = DynamoDbClient.create();
        MessagingConfiguration configuration =
                DynamoNotificationsIT.configuration(resources.get("NOTIFICATION_TABLE"));
        NotificationItem items = new NotificationItem(new JsonMapper());
        notifications =
                new DynamoNotifications(
                        new ItemTable(dynamo, configuration, null),
                        new SharedWrites(dynamo, configuration),
                        dynamo,
                        configuration,
                        items);
        lists = new DynamoNotificationLists(dynamo, configuration, items);
    }

    private Notification record(String order, int number, DeliveryState state) {
        Notification fresh =
                new Notification(
                        new NotificationId(order, "event" + number),
                        paid(),
                        NOON.plusSeconds(number),
                        null,
                        DeliveryTransitions.first(NOON));
        notifications.insert(fresh);
        notifications.replace(fresh, state);
        return fresh.with(state);
    }

    private List<Notification> all(Lister list) {
        List<Notification> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page page = list.page(cursor);
            found.addAll(page.notifications());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private interface Lister {
        Page page(@Nullable String cursor);
    }

    @Test
    void theMailsOfAnOrderComeLatestFirstAndEachOnce() {
        List<Notification> recorded =
                IntStream.range(0, 7)
                        .mapToObj(number -> record("listed-order", number, new Sent(NOON, 1)))
                        .toList();
        record("listed-order-2", 1, new Sent(NOON, 1));

        assertThat(all(cursor -> lists.ofOrder("listed-order", Optional.empty(), cursor, 3)))
                .containsExactlyElementsOf(recorded.reversed());
        assertThat(lists.ofOrder("nobodys-order", Optional.empty(), null, 3))
                .isEqualTo(new Page(List.of(), null));
    }

    @Test
    void ofAnOrderThoseThatStandSoAreShownAlone() {
        record("mixed-order", 1, new Sent(NOON, 1));
        Notification failed = record("mixed-order", 2, new Failed(NOON, 3, "down"));

        assertThat(
                        lists.ofOrder("mixed-order", Optional.of(DeliveryStatus.FAILED), null, 20)
                                .notifications())
                .containsExactly(failed);
    }

    @Test
    void givenUpMailsAreFoundLatestFirstUntilSomebodySeesToThem() {
        List<Notification> failed =
                IntStream.range(0, 5)
                        .mapToObj(
                                number ->
                                        record(
                                                "failed-order" + number,
                                                number,
                                                new Failed(NOON.plusSeconds(number), 9, "down")))
                        .toList();

        assertThat(all(cursor -> lists.standing(Set.of(DeliveryStatus.FAILED), cursor, 2)))
                .filteredOn(mail -> mail.id().orderId().startsWith("failed-order"))
                .containsExactlyElementsOf(failed.reversed());

        failed.forEach(mail -> notifications.replace(mail, new Sent(NOON, 10)));
        assertThat(all(cursor -> lists.standing(Set.of(DeliveryStatus.FAILED), cursor, 2)))
                .filteredOn(mail -> mail.id().orderId().startsWith("failed-order"))
                .isEmpty();
    }

    @Test
    void suppressedMailsAreFoundAndSoAreThoseThatArePlanned() {
        Notification suppressed = record("barred-order", 1, new Dropped(NOON, 1, Why.SUPPRESSED));
        Notification planned = record("planned-order", 1, new Planned(NOON.plusSeconds(9)));

        assertThat(all(cursor -> lists.standing(Set.of(DeliveryStatus.SUPPRESSED), cursor, 5)))
                .contains(suppressed);
        assertThat(all(cursor -> lists.standing(Set.of(DeliveryStatus.PLANNED), cursor, 5)))
                .contains(planned);
        assertThat(all(cursor -> lists.standing(NotificationLists.OPEN, cursor, 5)))
                .contains(suppressed)
                .doesNotContain(planned);
    }

    @Test
    void thatNobodyIsToBeRemindedIsNoMail() {
        Notification none =
                new Notification(
                        new NotificationId("unreminded-order", "unreminded-order-reminder"),
                        News.bare(Occasion.BUYER_REMINDER, NOON),
                        NOON,
                        null,
                        new Dropped(NOON, 0, Why.NOT_NEEDED));
        notifications.insert(none);

        assertThat(notifications.find(none.id())).contains(none);
        assertThat(lists.ofOrder("unreminded-order", Optional.empty(), null, 20).notifications())
                .isEmpty();
    }

    @Test
    void mailsThatWaitAreFoundInEveryPartOfTheIndexAndNoGivenUpOneIsSwept() {
        List<Notification> waiting =
                IntStream.range(0, 12)
                        .mapToObj(
                                number ->
                                        record(
                                                "waiting-order" + number,
                                                number,
                                                new Delayed(NOON.plusSeconds(number), 1, "busy")))
                        .toList();
        Notification failed = record("waiting-not", 1, new Failed(NOON, 9, "down"));

        assertThat(all(cursor -> lists.standing(Set.of(DeliveryStatus.WAITING), cursor, 5)))
                .containsAll(waiting)
                .doesNotContain(failed);
        assertThat(all(cursor -> lists.standing(NotificationLists.LISTED, cursor, 5)))
                .containsAll(waiting)
                .contains(failed);
        List<NotificationId> due = new ArrayList<>();
        notifications.findDue(NOON.plusSeconds(99), 1_000).forEachRemaining(due::addAll);
        assertThat(due)
                .containsAll(waiting.stream().map(Notification::id).toList())
                .doesNotContain(failed.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "MTIz", "ZmFpbGVkCgoKCg"})
    void aCursorOfNobodyIsRefused(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lists.ofOrder("an-order", Optional.empty(), cursor, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lists.standing(NotificationLists.LISTED, cursor, 3));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        record("foreign-order", 1, new Failed(NOON, 9, "down"));
        record("foreign-order", 2, new Failed(NOON, 9, "down"));
        String cursor = lists.standing(Set.of(DeliveryStatus.FAILED), null, 1).next();

        assertThat(cursor).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lists.standing(Set.of(DeliveryStatus.WAITING), cursor, 1));
    }
}
