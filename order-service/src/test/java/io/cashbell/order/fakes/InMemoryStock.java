package io.cashbell.order.fakes;

import io.cashbell.order.Order;
import io.cashbell.order.OrderNews;
import io.cashbell.order.Reservation;
import io.cashbell.order.catalog.Stock;
import io.cashbell.order.shopkeeping.StockWrite;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Units for sale that last as long as the test. */
@Singleton
@Requires(property = "fakes")
public final class InMemoryStock {
    private final Map<String, Stock> stock = new HashMap<>();

    synchronized Map<String, Stock> of(Collection<String> productIds) {
        Map<String, Stock> found = new HashMap<>(stock);
        found.keySet().retainAll(productIds);
        return found;
    }

    synchronized void clear() {
        stock.clear();
    }

    /** False if it is another number by now: nothing is written. */
    synchronized boolean write(StockWrite wanted) {
        Stock now = stock.get(wanted.productId());
        Long from = wanted.from();
        if (now == null ? from != null : from == null || now.available() != from) {
            return false;
        }
        Long to = wanted.to();
        if (to == null) {
            stock.remove(wanted.productId());
        } else {
            stock.put(wanted.productId(), new Stock(wanted.count(), to));
        }
        return true;
    }

    /** Takes all of them, or none and tells how many there are of what falls short. */
    synchronized Map<String, Long> take(List<Reservation.Units> units) {
        Map<String, Long> left = new HashMap<>();
        for (Reservation.Units each : units) {
            Stock now = stock.get(each.productId());
            if (now != null && now.available() < each.quantity()) {
                left.put(each.productId(), now.available());
            }
        }
        if (left.isEmpty()) {
            units.forEach(each -> add(each, -each.quantity()));
        }
        return left;
    }

    /** An order after news, when its units are moved. */
    synchronized Order follow(Order before, Order after, OrderNews news) {
        if (after.reservation().released()) {
            before.reservation().held().forEach(each -> add(each, each.quantity()));
        } else if (before.reservation().released() && !take(after.reservation().held()).isEmpty()) {
            return before.afterSoldOut(news);
        }
        return after;
    }

    private void add(Reservation.Units units, long number) {
        stock.computeIfPresent(
                units.productId(),
                (_, now) ->
                        now.count().equals(units.count())
                                ? new Stock(now.count(), now.available() + number)
                                : now);
    }
}
