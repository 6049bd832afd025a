package io.cashbell.order.fakes;

import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderId;
import io.cashbell.order.Orders;
import io.cashbell.order.UnknownOrderException;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Orders that last as long as the test. */
@Primary
@Singleton
@Requires(property = "fakes")
public final class InMemoryOrders implements Orders {
    private final ConcurrentHashMap<OrderId, Order> orders = new ConcurrentHashMap<>();

    @Override
    public Placement place(Order order) {
        Order before = orders.putIfAbsent(order.id(), order);
        return before == null ? new Placement.Placed(order) : new Placement.AlreadyThere(before);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public Optional<Order> glance(OrderId id) {
        return find(id);
    }

    @Override
    public Change hear(OrderId id, OrderFact fact) {
        AtomicReference<Change> change = new AtomicReference<>();
        Order after =
                orders.computeIfPresent(
                        id,
                        (_, before) -> {
                            Order next = before.after(fact);
                            if (next.equals(before)) {
                                change.set(new Change.Unchanged(before));
                                return before;
                            }
                            Order written = counted(next);
                            change.set(
                                    new Change.Changed(
                                            written,
                                            next.concerns().size() > before.concerns().size()));
                            return written;
                        });
        if (after == null) {
            throw new UnknownOrderException(id);
        }
        return change.get();
    }

    /** Keeps an order as it is, as if it had been there before. */
    public void keep(Order order) {
        orders.put(order.id(), order);
    }

    public int count() {
        return orders.size();
    }

    private static Order counted(Order order) {
        return new Order(
                order.id(),
                order.lines(),
                order.total(),
                order.method(),
                order.locale(),
                order.buyer(),
                order.shipTo(),
                order.accessTokenHash(),
                order.requestDigest(),
                order.placedAt(),
                order.payBy(),
                order.state(),
                order.concerns(),
                order.version() + 1);
    }
}
