package io.cashbell.order.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.order.shopkeeping.KeptShop;
import io.cashbell.order.shopkeeping.ShopChange;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads the changes of catalog and accounts as one story, newest first. Each has an order of its
 * own that holds; between the two the time of their records decides. A place in the story is a
 * number of each.
 */
@Singleton
final class ChangeLog {
    private static final Pattern PLACE = Pattern.compile("([0-9]{14})-([0-9]{14})");

    private final DynamoDbClient dynamo;
    private final String table;

    ChangeLog(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.table = configuration.table();
    }

    /**
     * @throws IllegalArgumentException if no page ended there
     */
    KeptShop.Page read(Optional<String> after, int limit) {
        Matcher place =
                PLACE.matcher(
                        after.orElse(
                                ChangeRecords.Series.START + '-' + ChangeRecords.Series.START));
        if (!place.matches()) {
            throw new IllegalArgumentException("No page ended there");
        }
        Rest catalog = rest(ChangeRecords.OF_CATALOG, place.group(1), limit);
        Rest accounts = rest(ChangeRecords.OF_ACCOUNTS, place.group(2), limit);
        List<ShopChange> changes = new ArrayList<>();
        while (changes.size() < limit && !(catalog.isOver() && accounts.isOver())) {
            changes.add(catalog.isNewerThan(accounts) ? catalog.take() : accounts.take());
        }
        return new KeptShop.Page(
                changes,
                catalog.isOver() && accounts.isOver()
                        ? Optional.empty()
                        : Optional.of(catalog.place + '-' + accounts.place));
    }

    /** One more than a page has: it says whether there is another one. */
    private Rest rest(ChangeRecords.Series series, String place, int limit) {
        return new Rest(place, series.read(dynamo, table, place, limit + 1));
    }

    /** What is left of one of the two. */
    private static final class Rest {
        private final List<ChangeRecords.Numbered> records;
        private String place;
        private int taken;

        Rest(String place, List<ChangeRecords.Numbered> records) {
            this.place = place;
            this.records = records;
        }

        boolean isOver() {
            return taken == records.size();
        }

        boolean isNewerThan(Rest other) {
            return other.isOver()
                    || (!isOver()
                            && !records.get(taken)
                                    .change()
                                    .at()
                                    .isBefore(other.records.get(other.taken).change().at()));
        }

        ShopChange take() {
            ChangeRecords.Numbered next = records.get(taken++);
            place = next.number();
            return next.change();
        }
    }
}
