package io.cashbell.order.fakes;

import io.cashbell.order.checkout.Installation;
import io.cashbell.order.lookup.Guesses;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The secret of a shop, and the guesses at its orders. */
@Primary
@Singleton
@Requires(property = "fakes")
public final class InMemoryShop implements Installation, Guesses {
    private static final int ALLOWED = 10;
    private final Map<String, Integer> guesses = new ConcurrentHashMap<>();

    @Override
    public byte[] secret() {
        return "a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<Duration> take(String target) {
        return guesses.merge(target, 1, Integer::sum) > ALLOWED
                ? Optional.of(Duration.ofMinutes(30))
                : Optional.empty();
    }

    @Override
    public void giveBack(String target) {
        guesses.merge(target, -1, Integer::sum);
    }
}
