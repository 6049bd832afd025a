package io.cashbell.order.checkout;

import io.cashbell.order.Money;
import io.cashbell.order.OrderLine;
import io.cashbell.order.Reservation;
import io.cashbell.order.catalog.OfferedMethod;
import java.util.List;

/**
 * What a wish costs, and how it can be paid.
 *
 * @param reservation what it takes of counted products
 */
record Quote(List<OrderLine> lines, Money total, OfferedMethod terms, Reservation reservation) {
    Quote {
        lines = List.copyOf(lines);
    }
}
