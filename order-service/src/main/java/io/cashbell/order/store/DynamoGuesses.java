package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.order.lookup.Guesses;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Guesses, each target an item that removes itself. */
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
    public Optional<Duration> take(String target) {
        return allowances.take(key(target), ALLOWED, WINDOW);
    }

    @Override
    public void giveBack(String target) {
        allowances.giveBack(key(target));
    }

    private static ItemKey key(String target) {
        return new ItemKey(target, SORT_KEY);
    }
}
