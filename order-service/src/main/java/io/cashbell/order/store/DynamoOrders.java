package io.cashbell.order.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.Backoff;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.JointTable;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderNews;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.Orders;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.UnknownOrderException;
import io.cashbell.order.event.OrderCreated;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders in DynamoDB: each change is one conditional write, or one transaction with the stock. */
@Singleton
final class DynamoOrders implements Orders {
    private static final int ATTEMPTS = 10;

    private final ItemTable table;
    private final OrdersWithStock withStock;

    DynamoOrders(ItemTable table, JointTable joint) {
        this.table = table;
        this.withStock = new OrdersWithStock(joint);
    }

    @Override
    public Placement place(Order order) {
        OutboxEntry created = OutboxEntry.of(OrderCreated.TYPE, order.placedAt(), 1);
        if (!order.reservation().held().isEmpty()) {
            return withStock.place(order, created);
        }
        return switch (table.insert(OrderItem.key(order.id()), OrderItem.of(order), created)) {
            case WriteResult.Written _ -> new Placement.Placed(order);
            case WriteResult.Refused refused -> alreadyThere(refused);
        };
    }

    static Placement alreadyThere(WriteResult.Refused refused) {
        return new Placement.AlreadyThere(
                refused.found()
                        .map(OrderItem::read)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "An item that is not there stood in the way")));
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return table.find(OrderItem.key(id)).map(OrderItem::read);
    }

    @Override
    public Optional<Order> glance(OrderId id) {
        return table.findEventually(OrderItem.key(id)).map(OrderItem::read);
    }

    @Override
    public Change hear(OrderId id, OrderNews news) {
        Optional<Map<String, AttributeValue>> found;
        if (news.fact() instanceof OrderFact.PaymentConfirmed paid
                && !paid.method().isOnArrival()) {
            // Nearly always it is the payment we wait for: then one write does it, and none reads.
            switch (table.update(confirmation(id, paid))) {
                case WriteResult.Written(var item) -> {
                    return new Change.Changed(OrderItem.read(item), false);
                }
                case WriteResult.Refused refused -> found = refused.found();
            }
        } else {
            found = table.find(OrderItem.key(id));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Order before =
                    found.map(OrderItem::read).orElseThrow(() -> new UnknownOrderException(id));
            // Also our own write, when its answer was lost and it was repeated on the way.
            Optional<Change> known = Change.before(before, news);
            if (known.isPresent()) {
                return known.get();
            }
            Order after = before.after(news);
            if (after.equals(before)) {
                return new Change.Unchanged(before);
            }
            WriteResult result =
                    OrdersWithStock.areMoved(before, after)
                            ? withStock.change(before, after, news)
                            : table.update(change(before, after, news));
            switch (result) {
                case WriteResult.Written(var item) -> {
                    Order written = OrderItem.read(item);
                    return new Change.Changed(
                            written, written.concerns().size() > before.concerns().size());
                }
                case WriteResult.Refused refused -> found = refused.found();
            }
            Backoff.pause(attempt);
        }
        throw new ContentionException("Order " + id + " changes faster than we can");
    }

    /** What OrderTransitions says of an order that waits for exactly this payment. */
    private static ItemUpdate confirmation(OrderId id, OrderFact.PaymentConfirmed paid) {
        return ItemUpdate.of(OrderItem.key(id))
                .require(
                        Condition.equal(
                                StateAttributes.STATUS, Values.of(OrderStatus.CREATED.text())))
                .require(Condition.equal(OrderItem.TOTAL, Values.of(paid.amount().minorUnits())))
                .require(
                        Condition.equal(
                                OrderItem.CURRENCY, Values.of(paid.amount().currency().name())))
                .require(Condition.equal(OrderItem.METHOD, Values.of(paid.method().code())))
                .set(StateAttributes.STATUS, Values.of(OrderStatus.PAID.text()))
                .set(StateAttributes.PAYMENT, Values.of(PaymentStatus.CONFIRMED.text()))
                .set(
                        StateAttributes.RECEIPT,
                        Objects.requireNonNull(StateAttributes.receipt(paid.receipt())));
    }

    static ItemUpdate change(Order before, Order after, OrderNews news) {
        ItemUpdate update = ItemUpdate.of(OrderItem.key(before.id())).atVersion(before.version());
        StateAttributes.of(after)
                .forEach(
                        (name, value) -> {
                            if (value == null) {
                                update.remove(name);
                            } else {
                                update.set(name, value);
                            }
                        });
        OrderEvents.toldBy(before, after, news).ifPresent(update::tell);
        return update;
    }
}
