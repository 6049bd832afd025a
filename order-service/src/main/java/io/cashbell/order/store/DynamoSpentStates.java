package io.cashbell.order.store;

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

/** Sign-ins that were used, an item each, which the table removes after a day. */
@Singleton
final class DynamoSpentStates implements SpentStates {
    private static final String TTL = "ttl";

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
        return table.insert(
                        new ItemKey("sign-in-state#" + state.value(), "state"),
                        Map.of(TTL, Values.of(clock.instant().plus(REMEMBERED).getEpochSecond())))
                instanceof WriteResult.Written;
    }
}
