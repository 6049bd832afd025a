package io.cashbell.order.admin;

import io.cashbell.order.Order;
import java.util.List;
import java.util.Optional;

/** All orders, newest first. */
public interface ListedOrders {
    /**
     * A page of the orders that a filter takes. The effort is bounded: where few orders among many
     * are taken, a page may be short, or empty, and still not be the last.
     *
     * @param after where the page before ended; empty for the first
     * @param limit so many orders at most, 1–100
     * @throws IllegalArgumentException if no page ever ended there
     */
    Page page(OrderFilter filter, Optional<String> after, int limit);

    /**
     * @param next where this page ended; empty if it is the last
     */
    record Page(List<Order> orders, Optional<String> next) {
        public Page {
            orders = List.copyOf(orders);
        }
    }
}
