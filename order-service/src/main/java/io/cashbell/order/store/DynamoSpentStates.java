package io.cashbell.order.store;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.SpentStates;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sign-ins that were used, an item each, which the table removes after a day. */
@Singleton
final class DynamoSpentStates implements SpentStates {
    private static final String TTL = "ttl";

    /**
     * Who spent it: a write whose answer got lost is repeated by the client, and must know itself
     * again.
     */
    private static final String WRITER = "w";

    /** Much longer than the browser's half of it lasts. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final ItemTable table;
    private final Clock clock;

    DynamoSpentStates(ItemTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean spend(Digest state) {
        AttributeValue writer = Values.of(EventIds.next());
        WriteResult result =
                table.insert(
                        new ItemKey("sign-in-state#" + state.value(), "state"),
                        Map.of(
                                TTL,
                                Values.of(clock.instant().plus(REMEMBERED).getEpochSecond()),
                                WRITER,
                                writer));
        return switch (result) {
            case WriteResult.Written _ -> true;
            case WriteResult.Refused refused ->
                    refused.found().filter(item -> writer.equals(item.get(WRITER))).isPresent();
        };
    }
}
