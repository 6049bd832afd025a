package io.cashbell.order.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.order.AccessToken;
import io.cashbell.order.Order;
import io.cashbell.order.Orders;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The streams that are open in this instance, and no more than it can bear. */
@Singleton
class OrderStreams implements GracefulShutdownCapable {
    private static final String RETRY_AFTER_SECONDS = "5";

    /** Of one order: some windows of its buyer. One token shall not take everybody's places. */
    static final int OF_ONE_ORDER = 5;

    private final Orders orders;
    private final OrderViews views;
    private final OrderChanges changes;
    private final StreamConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore places;
    private final Set<OrderStream> open = ConcurrentHashMap.newKeySet();

    OrderStreams(
            Orders orders,
            OrderViews views,
            OrderChanges changes,
            StreamConfig config,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.views = views;
        this.changes = changes;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.places = new Semaphore(config.most());
        meters.gauge("orders.streams", open, Set::size);
    }

    /**
     * Begins with the order as it stands.
     *
     * @throws ProblemException if too many are open, of this order or of all
     */
    InputStream open(Order order, AccessToken token) {
        if (!places.tryAcquire()) {
            throw tooMany();
        }
        boolean opened = false;
        try {
            OrderStream stream = stream(order, token);
            opened = changes.watch(order.id(), stream.nudge(), OF_ONE_ORDER);
            if (!opened) {
                throw tooMany();
            }
            open.add(stream);
            return stream;
        } finally {
            if (!opened) {
                places.release();
            }
        }
    }

    private OrderStream stream(Order order, AccessToken token) {
        return new OrderStream(
                order,
                consistent -> consistent ? orders.find(order.id()) : orders.glance(order.id()),
                seen -> data(seen, token),
                config,
                this::closed);
    }

    private static ProblemException tooMany() {
        return ProblemTypes.TOO_MANY_STREAMS
                .because("Ask for the order itself now and then instead.")
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    private void closed(OrderStream stream) {
        if (open.remove(stream)) {
            changes.forget(stream.orderId(), stream.nudge());
            places.release();
        }
    }

    private String data(Order order, AccessToken token) {
        try {
            return json.writeValueAsString(views.forHolder(order, token, clock.instant()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stream would otherwise hold its connection, and the end, until the limit. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        closeAll();
        return CompletableFuture.completedFuture(null);
    }

    /** Whoever watches asks again, another instance perhaps. */
    @PreDestroy
    void closeAll() {
        Set.copyOf(open).forEach(OrderStream::close);
    }
}
