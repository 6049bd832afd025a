package io.cashbell.order.lookup;

import io.cashbell.order.Order;
import io.cashbell.order.PhoneNumber;
import java.util.List;

/** Finds orders by who placed them. */
public interface OrdersOfBuyer {
    /**
     * The latest orders that were placed with a phone number, newest first.
     *
     * @param most so many at most, 1–100
     */
    List<Order> newest(PhoneNumber phone, int most);
}
