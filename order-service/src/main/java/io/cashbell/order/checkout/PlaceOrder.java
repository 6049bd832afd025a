package io.cashbell.order.checkout;

import io.cashbell.order.AccessToken;
import io.cashbell.order.Digest;
import io.cashbell.order.Order;
import io.cashbell.order.OrderState;
import io.cashbell.order.Orders;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Timeline;
import io.cashbell.order.catalog.CatalogCache;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.command.CommandProblem;
import io.cashbell.web.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a wish into an order: once per idempotency key, however often it is asked. */
@Singleton
public class PlaceOrder {
    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);

    private final CatalogCache catalog;
    private final Quotes quotes;
    private final Orders orders;
    private final CredentialsIssuer issuer;
    private final Clock clock;
    private final MeterRegistry meters;

    PlaceOrder(
            CatalogCache catalog,
            Quotes quotes,
            Orders orders,
            CredentialsIssuer issuer,
            Clock clock,
            MeterRegistry meters) {
        this.catalog = catalog;
        this.quotes = quotes;
        this.orders = orders;
        this.issuer = issuer;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @param request digest of the request as a whole; tells a repeat from another wish
     * @throws ProblemException if the shop is closed, or has not what is asked for at the price
     *     that is expected; if the key belongs to another wish
     */
    Placed place(Wish wish, Digest request, Optional<IdempotencyKey> key) {
        Credentials credentials = key.map(issuer::of).orElseGet(issuer::fresh);
        Order order;
        try {
            order = order(wish, quotes.of(wish, catalog.current()), request, credentials);
        } catch (ProblemException refusal) {
            // What was promised under this key holds, whatever became of the shop since.
            return promised(request, credentials, key).orElseThrow(() -> refusal);
        }
        return switch (orders.place(order)) {
            case Orders.Placement.Placed(var placed) -> placed(placed, credentials);
            case Orders.Placement.AlreadyThere(var before) ->
                    repeated(before, request, credentials, key);
            case Orders.Placement.OutOfStock(var left) -> {
                meters.counter("orders.out-of-stock").increment();
                yield promised(request, credentials, key)
                        .orElseThrow(() -> Quotes.outOfStock(wish, left));
            }
        };
    }

    /** What was answered under this key before. */
    private Optional<Placed> promised(
            Digest request, Credentials credentials, Optional<IdempotencyKey> key) {
        return key.flatMap(_ -> orders.find(credentials.id()))
                .map(before -> repeated(before, request, credentials, key));
    }

    private Placed placed(Order order, Credentials credentials) {
        meters.counter("orders.placed", "method", order.method().code()).increment();
        log.atInfo()
                .addKeyValue("orderId", order.id())
                .addKeyValue("total", order.total())
                .addKeyValue("method", order.method().code())
                .log("Order placed");
        return new Placed(order, credentials.token(), false);
    }

    /** Without a key it is our own write, repeated after its answer was lost. */
    private static Placed repeated(
            Order before, Digest request, Credentials credentials, Optional<IdempotencyKey> key) {
        if (!before.requestDigest().isSame(request)) {
            throw CommandProblem.IDEMPOTENCY_KEY_REUSED.because(
                    "An order with another content was placed under this key.");
        }
        return new Placed(before, credentials.token(), key.isPresent());
    }

    private Order order(Wish wish, Quote quote, Digest request, Credentials credentials) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Order(
                credentials.id(),
                quote.lines(),
                quote.total(),
                wish.method(),
                wish.locale(),
                wish.buyer(),
                wish.shipTo(),
                credentials.token().hash(),
                request,
                now,
                quote.terms().payBy(now).orElse(null),
                new OrderState.Created(PaymentStatus.atFirst(wish.method()), 0),
                List.of(),
                Timeline.EMPTY,
                quote.reservation(),
                1);
    }

    /**
     * An order and the token that opens it.
     *
     * @param replayed it had been placed before
     */
    record Placed(Order order, AccessToken token, boolean replayed) {}
}
