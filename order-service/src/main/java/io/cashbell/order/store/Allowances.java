package io.cashbell.order.store;

import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * So many in a while, over all instances: each counter is an item that the table removes itself.
 */
@Singleton
final class Allowances {
    private static final String COUNT = "n";

    /** Epoch seconds; DynamoDB may remove the item days later, so it is compared here too. */
    private static final String TTL = "ttl";

    private final ItemTable table;
    private final Clock clock;

    Allowances(ItemTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Takes one.
     *
     * @return how long to wait if there is none left
     */
    Optional<Duration> take(ItemKey key, int allowed, Duration window) {
        Instant now = clock.instant();
        AttributeValue end = Values.of(now.plus(window).getEpochSecond());
        WriteResult first = table.insert(key, Map.of(COUNT, Values.of(1), TTL, end));
        if (!(first instanceof WriteResult.Refused refused)) {
            return Optional.empty();
        }
        Instant until = refused.found().map(Allowances::end).orElse(now);
        ItemUpdate update =
                until.isAfter(now)
                        ? ItemUpdate.of(key)
                                .require(Condition.atMost(COUNT, Values.of(allowed - 1)))
                                .add(COUNT, 1)
                        : ItemUpdate.of(key)
                                .require(Condition.equal(TTL, Values.of(until.getEpochSecond())))
                                .set(COUNT, Values.of(1))
                                .set(TTL, end);
        return table.update(update) instanceof WriteResult.Written
                ? Optional.empty()
                : Optional.of(
                        until.isAfter(now) ? Duration.between(now, until) : Duration.ofSeconds(1));
    }

    /** One was not used after all. */
    void giveBack(ItemKey key) {
        table.update(
                ItemUpdate.of(key).require(Condition.atLeast(COUNT, Values.of(1))).add(COUNT, -1));
    }

    /** All of them are there again. */
    void reset(ItemKey key) {
        table.update(ItemUpdate.of(key).set(COUNT, Values.of(0)));
    }

    private static Instant end(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(Values.number(item, TTL));
    }
}
