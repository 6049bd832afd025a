package io.cashbell.order.admin.today;

import io.cashbell.order.OrderStatus;
import io.cashbell.order.admin.today.OrderWalks.Count;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many orders have each status, counted to a thousand; a few seconds old at most. */
@Singleton
public class StatusCounts {
    private static final int MOST = 1_000;
    private static final Duration FRESH_FOR = Duration.ofSeconds(5);

    private final OrderWalks walks;
    private final Kept<Map<OrderStatus, Count>> kept;

    StatusCounts(OrderWalks walks, Clock clock) {
        this.walks = walks;
        this.kept = new Kept<>(this::count, FRESH_FOR, clock);
    }

    /** By status; each has one. */
    public Map<OrderStatus, Count> current() {
        return kept.current();
    }

    /**
     * Created and paid orders share their key of the index, so that being paid costs no write of
     * it: the two are told apart by the orders themselves. All others are counted there.
     */
    private Map<OrderStatus, Count> count() {
        AtomicLong created = new AtomicLong();
        AtomicLong paid = new AtomicLong();
        boolean all =
                walks.open(
                        MOST,
                        order ->
                                (order.state().status() == OrderStatus.CREATED ? created : paid)
                                        .incrementAndGet());
        Map<OrderStatus, Count> counts = new EnumMap<>(OrderStatus.class);
        for (OrderStatus status : OrderStatus.values()) {
            counts.put(
                    status,
                    switch (status) {
                        case CREATED -> new Count(created.get(), !all);
                        case PAID -> new Count(paid.get(), !all).plus(walks.closed(status, MOST));
                        case SHIPPED, CANCELLED, EXPIRED, REFUNDED -> walks.closed(status, MOST);
                    });
        }
        return counts;
    }
}
