package io.cashbell.endtoend.buyer;

import io.cashbell.endtoend.shop.Poll;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tries each step again while nobody answers, and says so by the same key: what a good client does
 * when a connection breaks. Any answer that came is taken as it is.
 */
public final class PersistentBuyer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Buyer buyer;
    private final String key = UUID.randomUUID().toString();

    public PersistentBuyer(Buyer buyer) {
        this.buyer = buyer;
    }

    public Buyer buyer() {
        return buyer;
    }

    public PlacedOrder place(OrderForm form) {
        var answer =
                persist(
                        "an order is taken",
                        () -> buyer.order(form, Map.of("Idempotency-Key", key)));
        return new PlacedOrder(answer.expect(201).json());
    }

    /** Every visit is a fresh attempt: one whose answer was lost is simply left. */
    public GatewayPage goToGateway(PlacedOrder order) {
        return persist("the gateway is reached", () -> buyer.goToGateway(order));
    }

    private static <T> T persist(String what, Supplier<T> step) {
        return Poll.get(
                PATIENCE,
                PAUSE,
                what,
                () -> {
                    try {
                        return Optional.of(step.get());
                    } catch (UncheckedIOException nobodyAnswers) {
                        return Optional.empty();
                    }
                });
    }
}
