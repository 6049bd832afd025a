package io.cashbell.order.store;

import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.OrderId;
import io.cashbell.order.lookup.Guesses;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Guesses counted beside the order, in an item that the table removes by itself. */
@Singleton
final class DynamoGuesses implements Guesses {
    private static final int ALLOWED = 10;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String SORT_KEY = "guesses";
    private static final String COUNT = "n";

    /** Epoch seconds; DynamoDB may remove the item days later, so it is compared here too. */
    private static final String TTL = "ttl";

    private final ItemTable table;
    private final Clock clock;

    DynamoGuesses(ItemTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> take(OrderId id) {
        Instant now = clock.instant();
        AttributeValue end = Values.of(now.plus(WINDOW).getEpochSecond());
        WriteResult first = table.insert(key(id), Map.of(COUNT, Values.of(1), TTL, end));
        if (!(first instanceof WriteResult.Refused refused)) {
            return Optional.empty();
        }
        Instant until = refused.found().map(DynamoGuesses::end).orElse(now);
        ItemUpdate update =
                until.isAfter(now)
                        ? ItemUpdate.of(key(id))
                                .require(Condition.atMost(COUNT, Values.of(ALLOWED - 1)))
                                .add(COUNT, 1)
                        : ItemUpdate.of(key(id))
                                .require(Condition.equal(TTL, Values.of(until.getEpochSecond())))
                                .set(COUNT, Values.of(1))
                                .set(TTL, end);
        return table.update(update) instanceof WriteResult.Written
                ? Optional.empty()
                : Optional.of(
                        until.isAfter(now) ? Duration.between(now, until) : Duration.ofSeconds(1));
    }

    @Override
    public void giveBack(OrderId id) {
        table.update(
                ItemUpdate.of(key(id))
                        .require(Condition.atLeast(COUNT, Values.of(1)))
                        .add(COUNT, -1));
    }

    private static ItemKey key(OrderId id) {
        return new ItemKey(id.value(), SORT_KEY);
    }

    private static Instant end(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(Values.number(item, TTL));
    }
}
