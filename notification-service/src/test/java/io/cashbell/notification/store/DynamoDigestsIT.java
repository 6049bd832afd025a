package io.cashbell.notification.store;

import static io.cashbell.notification.NotificationFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.notification.Digests.Entry;
import io.cashbell.notification.News;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A day's news in the table. */
@ExtendWith(BackendExtension.class)
class DynamoDigestsIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-05-01T00:00:00Z");

    private final DynamoDigests digests;

    DynamoDigestsIT(Resources resources) {
        resources.endpoints().useInThisJvm();
        DynamoDbClient dynamo = DynamoDbClient.create();
        MessagingConfiguration configuration =
                DynamoNotificationsIT.configuration(resources.get("NOTIFICATION_TABLE"));
        digests =
                new DynamoDigests(
                        new ItemTable(dynamo, configuration, null),
                        dynamo,
                        configuration,
                        new NotificationItem(new JsonMapper()));
    }

    private static Entry entry(int number) {
        return new Entry(
                new NotificationId("order" + number, "event" + (1_000 - number)),
                News.bare(Occasion.PAYMENT_EXPIRED, MIDNIGHT.plusSeconds(number)));
    }

    @Test
    void whatIsKeptTwiceIsToldOnce() {
        LocalDate day = LocalDate.parse("2026-05-01");
        Entry entry = new Entry(new NotificationId("order1", "event1"), paid());
        digests.keep(day, entry);
        digests.keep(day, entry);

        assertThat(digests.of(day, 10)).containsExactly(entry);
        assertThat(digests.of(day.plusDays(1), 10)).isEmpty();
    }

    @Test
    void manyNewsComeInTheOrderInWhichTheyHappened() {
        LocalDate day = LocalDate.parse("2026-05-03");
        List<Entry> kept = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            kept.add(entry(i));
        }
        kept.forEach(entry -> digests.keep(day, entry));

        assertThat(digests.of(day, 1_000)).containsExactlyElementsOf(kept);
        assertThat(digests.of(day, 300)).hasSize(300);
    }
}
