package io.cashbell.notification.store;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions.Cause;
import io.cashbell.notification.Suppressions.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Suppressed addresses in the table. */
@ExtendWith(BackendExtension.class)
class DynamoSuppressionsIT {
    private static final Suppression BOUNCED = new Suppression(Cause.BOUNCE, NOON);
    private static final Suppression COMPLAINED =
            new Suppression(Cause.COMPLAINT, NOON.plusSeconds(1));

    private final DynamoDbClient dynamo;
    private final String table;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final DynamoSuppressions suppressions;
    private final DynamoSuppressions ofAnotherInstance;

    DynamoSuppressionsIT(Resources resources) {
        resources.endpoints().useInThisJvm();
        dynamo = DynamoDbClient.create();
        table = resources.get("NOTIFICATION_TABLE");
        suppressions = instance();
        ofAnotherInstance = instance();
    }

    private DynamoSuppressions instance() {
        MessagingConfiguration configuration = DynamoNotificationsIT.configuration(table);
        return new DynamoSuppressions(
                new ItemTable(dynamo, configuration, null), dynamo, configuration, now::get);
    }

    @Test
    void theFirstNoticeStaysUntilItIsLifted() {
        Recipient recipient = new Recipient("lifted@example.com");
        suppressions.suppress(recipient, BOUNCED);
        suppressions.suppress(recipient, COMPLAINED);

        assertThat(suppressions.lift(recipient)).contains(BOUNCED);
        assertThat(suppressions.lift(recipient)).isEmpty();
        assertThat(suppressions.among(List.of(recipient))).isEmpty();
    }

    @Test
    void whoHeardTheNoticeHeedsItAtOnceAndEverybodyElseWithinHalfAMinute() {
        Recipient recipient = new Recipient("returned@example.com");
        assertThat(suppressions.among(List.of(recipient))).isEmpty();
        assertThat(ofAnotherInstance.among(List.of(recipient))).isEmpty();

        suppressions.suppress(recipient, BOUNCED);

        assertThat(suppressions.among(List.of(recipient))).containsExactly(recipient);
        now.set(NOON.plusSeconds(30));
        assertThat(ofAnotherInstance.among(List.of(recipient))).containsExactly(recipient);
    }

    @Test
    void amongManyThoseAreFoundThatAreSuppressedInWhateverCase() {
        List<Recipient> all =
                IntStream.range(0, 90)
                        .mapToObj(number -> new Recipient("Many" + number + "@Example.com"))
                        .toList();
        suppressions.suppress(new Recipient("many7@example.com"), BOUNCED);
        suppressions.suppress(all.get(80), COMPLAINED);

        assertThat(suppressions.among(all)).containsExactlyInAnyOrder(all.get(7), all.get(80));
    }

    @Test
    void noAddressIsInTheTable() {
        suppressions.suppress(new Recipient("hidden@secret.example"), BOUNCED);

        assertThat(dynamo.scan(scan -> scan.tableName(table)).items())
                .isNotEmpty()
                .noneMatch(item -> item.toString().contains("secret.example"));
    }
}
