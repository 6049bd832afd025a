package io.cashbell.order.lookup;

import io.cashbell.order.Order;
import io.cashbell.order.PhoneNumber;
import java.util.List;
import java.util.function.Predicate;

/** Finds orders by who placed them. */
public interface OrdersOfBuyer {
    /**
     * The latest orders that were placed with a phone number and are theirs, newest first. Anybody
     * can place orders with somebody else's number; those are passed over, but not without end.
     *
     * @param most so many at most
     */
    List<Order> newest(PhoneNumber phone, Predicate<Order> theirs, int most);
}
