package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.order.OrderId;
import io.cashbell.order.lookup.Guesses;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Guesses counted beside the order. */
@Singleton
final class DynamoGuesses implements Guesses {
    private static final int ALLOWED = 10;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String SORT_KEY = "guesses";

    private final Allowances allowances;

    DynamoGuesses(Allowances allowances) {
        this.allowances = allowances;
    }

    @Override
    public Optional<Duration> take(OrderId id) {
        return allowances.take(key(id), ALLOWED, WINDOW);
    }

    @Override
    public void giveBack(OrderId id) {
        allowances.giveBack(key(id));
    }

    private static ItemKey key(OrderId id) {
        return new ItemKey(id.value(), SORT_KEY);
    }
}
