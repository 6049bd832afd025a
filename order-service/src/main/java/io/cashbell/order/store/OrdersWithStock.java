package io.cashbell.order.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.JointResult;
import io.cashbell.messaging.store.JointTable;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Order;
import io.cashbell.order.OrderNews;
import io.cashbell.order.Orders.Placement;
import io.cashbell.order.Reservation;
import io.cashbell.order.Reservation.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes of orders that move units of counted products: order and stock are one transaction, so
 * that no unit is taken or given back twice, and none is forgotten.
 */
final class OrdersWithStock {
    /** More than one where a counting is begun or ended while an order is written. */
    private static final int ATTEMPTS = 10;

    private final JointTable joint;

    OrdersWithStock(JointTable joint) {
        this.joint = joint;
    }

    /** Whether a change moves units. */
    static boolean areMoved(Order before, Order after) {
        return !taken(before, after).isEmpty() || !givenBack(before, after).isEmpty();
    }

    /** A new order, and what it takes. */
    Placement place(Order order, OutboxEntry created) {
        Order wanted = order;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Units> units = wanted.reservation().held();
            JointResult result =
                    joint.insert(
                            OrderItem.key(order.id()),
                            OrderItem.of(wanted),
                            units.stream().map(StockItem::take).toList(),
                            created);
            if (!(result instanceof JointResult.Refused(var first, var others))) {
                return new Placement.Placed(wanted);
            }
            if (first.isPresent()) {
                return DynamoOrders.alreadyThere(first.get());
            }
            StockItem.Refusal refusal = StockItem.Refusal.of(units, others);
            if (!refusal.left().isEmpty()) {
                return new Placement.OutOfStock(refusal.left());
            }
            wanted = wanted.reserving(Reservation.of(refusal.units()));
        }
        throw endless(order);
    }

    /**
     * A change of an order, and of the stock by what it gives back, or takes again.
     *
     * @return of the order; where there are too few units to take, it is written without them and
     *     has a concern
     */
    WriteResult change(Order before, Order after, OrderNews news) {
        Order next = after;
        List<Units> back = givenBack(before, after);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Units> taken = taken(before, next);
            List<ItemUpdate> moves = new ArrayList<>();
            taken.forEach(each -> moves.add(StockItem.take(each)));
            back.forEach(each -> moves.add(StockItem.giveBack(each)));
            switch (joint.update(DynamoOrders.change(before, next, news), moves)) {
                case JointResult.Written(var item) -> {
                    return new WriteResult.Written(item);
                }
                case JointResult.Refused(var first, _) when first.isPresent() -> {
                    return first.get();
                }
                case JointResult.Refused(_, var others) when taken.isEmpty() -> {
                    // A count that has ended wants nothing back.
                    List<Units> known = new ArrayList<>();
                    for (int i = 0; i < back.size(); i++) {
                        if (others.get(i).isEmpty()) {
                            known.add(back.get(i));
                        }
                    }
                    back = known;
                }
                case JointResult.Refused(_, var others) -> {
                    StockItem.Refusal refusal = StockItem.Refusal.of(taken, others);
                    next =
                            refusal.left().isEmpty()
                                    ? next.reserving(Reservation.of(refusal.units()))
                                    : before.afterSoldOut(news);
                }
            }
        }
        throw endless(before);
    }

    private static List<Units> taken(Order before, Order after) {
        return before.reservation().released() ? after.reservation().held() : List.of();
    }

    private static List<Units> givenBack(Order before, Order after) {
        return after.reservation().released() ? before.reservation().held() : List.of();
    }

    private static ContentionException endless(Order order) {
        return new ContentionException(
                "The stock of order " + order.id() + " changes faster than we can");
    }
}
