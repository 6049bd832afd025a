package io.cashbell.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.order.fakes.Shop;
import io.cashbell.order.shopkeeping.KeptShop;
import io.cashbell.order.shopkeeping.ShopChange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The story of all changes, as a real table tells it. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class ChangeLogIT {
    private static final int COUNT = 101;
    private static final Instant DAY = Instant.parse("2031-05-01T00:00:00Z");
    private final Resources resources;

    ChangeLogIT(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    /** Two megabytes, of which DynamoDB tells one at a time. */
    @Test
    void aPageOfLargeChangesIsFullAndLeadsToTheNext() {
        try (Shop shop = Shop.open(resources)) {
            DynamoDbClient dynamo = shop.the(DynamoDbClient.class);
            keep(dynamo, ChangeRecords.OF_ACCOUNTS, 0);
            for (int number = 1; number <= COUNT; number++) {
                keep(dynamo, ChangeRecords.OF_CATALOG, number);
            }
            ChangeLog log = shop.the(ChangeLog.class);

            KeptShop.Page first = log.read(Optional.empty(), 100);
            KeptShop.Page second = log.read(first.next(), 100);

            assertThat(first.changes()).hasSize(100);
            assertThat(large(first, second))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, COUNT)
                                    .mapToObj(i -> "large-" + (COUNT - i))
                                    .toList());
        }
    }

    private static List<String> large(KeptShop.Page... pages) {
        return Arrays.stream(pages)
                .flatMap(page -> page.changes().stream())
                .map(ShopChange::id)
                .filter(id -> id.startsWith("large-"))
                .toList();
    }

    private void keep(DynamoDbClient dynamo, ChangeRecords.Series series, int number) {
        var item =
                ChangeRecords.item(
                        new ShopChange(
                                "large-" + number,
                                DAY.plusSeconds(number),
                                "owner",
                                ShopChange.Kind.SITE_CHANGED,
                                null,
                                null,
                                "\"" + "茶".repeat(6_800) + "\""));
        item.putAll(series.key(1_000_000 + number).attributes());
        dynamo.putItem(put -> put.tableName(resources.get("ORDER_TABLE")).item(item));
    }
}
