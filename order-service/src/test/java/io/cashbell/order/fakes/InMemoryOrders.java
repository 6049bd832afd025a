package io.cashbell.order.fakes;

import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderNews;
import io.cashbell.order.OrderState;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.Orders;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.UnknownOrderException;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OrderFilter;
import io.cashbell.order.admin.today.OrderWalks;
import io.cashbell.order.lookup.OrdersOfBuyer;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Orders that last as long as the test. */
@Primary
@Singleton
@Requires(property = "fakes")
public final class InMemoryOrders implements Orders, ListedOrders, OrdersOfBuyer, OrderWalks {
    private final ConcurrentHashMap<OrderId, Order> orders = new ConcurrentHashMap<>();
    private final InMemoryStock stock;

    public InMemoryOrders(InMemoryStock stock) {
        this.stock = stock;
    }

    @Override
    public Placement place(Order order) {
        AtomicReference<Placement> placement = new AtomicReference<>();
        orders.compute(
                order.id(),
                (_, before) -> {
                    if (before != null) {
                        placement.set(new Placement.AlreadyThere(before));
                        return before;
                    }
                    Map<String, Long> left = stock.take(order.reservation().held());
                    placement.set(
                            left.isEmpty()
                                    ? new Placement.Placed(order)
                                    : new Placement.OutOfStock(left));
                    return left.isEmpty() ? order : null;
                });
        return placement.get();
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
    public Change hear(OrderId id, OrderNews news) {
        return change(
                id,
                order -> Change.before(order, news),
                order -> stock.follow(order, order.after(news), news));
    }

    /** As if it had heard it long ago, from nobody. */
    public Change hear(OrderId id, OrderFact fact) {
        return change(id, _ -> Optional.empty(), order -> order.after(fact));
    }

    private Change change(
            OrderId id, Function<Order, Optional<Change>> known, UnaryOperator<Order> next) {
        AtomicReference<Change> change = new AtomicReference<>();
        Order found =
                orders.computeIfPresent(
                        id,
                        (_, before) -> {
                            Optional<Change> already = known.apply(before);
                            Order after = already.isPresent() ? before : next.apply(before);
                            if (after.equals(before)) {
                                change.set(already.orElse(new Change.Unchanged(before)));
                                return before;
                            }
                            Order written = after.atVersion(before.version() + 1);
                            change.set(
                                    new Change.Changed(
                                            written,
                                            after.concerns().size() > before.concerns().size()));
                            return written;
                        });
        if (found == null) {
            throw new UnknownOrderException(id);
        }
        return change.get();
    }

    @Override
    public Page page(OrderFilter filter, Optional<String> after, int limit) {
        List<Order> taken =
                orders.values().stream()
                        .filter(filter::takes)
                        .sorted(Comparator.comparing(Order::placedAt).reversed())
                        .toList();
        int begin = after.map(Integer::parseInt).orElse(0);
        int end = Math.min(begin + limit, taken.size());
        return new Page(
                taken.subList(begin, end),
                end == taken.size() ? Optional.empty() : Optional.of(Integer.toString(end)));
    }

    @Override
    public List<Order> newest(PhoneNumber phone, Predicate<Order> theirs, int most) {
        return page(
                        new OrderFilter(null, null, phone, null, null, null),
                        Optional.empty(),
                        orders.size() + 1)
                .orders()
                .stream()
                .filter(theirs)
                .limit(most)
                .toList();
    }

    @Override
    public boolean open(int most, Consumer<Order> each) {
        return walk(InMemoryOrders::isOpen, most, each);
    }

    @Override
    public boolean closed(Instant from, int most, Consumer<Order> each) {
        return walk(o -> !isOpen(o) && !o.placedAt().isBefore(from), most, each);
    }

    @Override
    public Count closed(OrderStatus status, int most) {
        AtomicLong count = new AtomicLong();
        boolean all =
                walk(
                        o -> !isOpen(o) && o.state().status() == status,
                        most,
                        _ -> count.incrementAndGet());
        return new Count(count.get(), !all);
    }

    private static boolean isOpen(Order order) {
        return order.state() instanceof OrderState.Created
                || (order.state() instanceof OrderState.Paid paid && paid.shipment() == null);
    }

    private boolean walk(Predicate<Order> wanted, int most, Consumer<Order> each) {
        List<Order> found = orders.values().stream().filter(wanted).limit(most + 1L).toList();
        found.stream().limit(most).forEach(each);
        return found.size() <= most;
    }

    /** Keeps an order as it is, as if it had been there before. */
    public void keep(Order order) {
        orders.put(order.id(), order);
    }

    public int count() {
        return orders.size();
    }
}
