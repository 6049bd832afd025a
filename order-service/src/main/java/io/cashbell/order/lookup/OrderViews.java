package io.cashbell.order.lookup;

import io.cashbell.order.AccessToken;
import io.cashbell.order.Order;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What somebody sees of an order: who holds its token can also pay it. */
@Singleton
class OrderViews {
    private final Addresses addresses;

    OrderViews(Addresses addresses) {
        this.addresses = addresses;
    }

    OrderView forHolder(Order order, AccessToken token, Instant now) {
        return OrderView.of(
                order, order.isPayable(now) ? addresses.checkout(order.id(), token) : null);
    }

    OrderView forGuest(Order order) {
        return OrderView.of(order, null);
    }
}
