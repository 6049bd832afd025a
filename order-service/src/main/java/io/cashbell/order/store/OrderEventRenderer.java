package io.cashbell.order.store;

import io.cashbell.messaging.outbox.EventRenderer;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.order.Order;
import io.cashbell.order.event.OrderCancelled;
import io.cashbell.order.event.OrderCreated;
import io.cashbell.order.event.OrderExpired;
import io.cashbell.order.event.OrderShipped;
import io.cashbell.order.event.PaymentMethodsChanged;
import io.cashbell.order.event.RefundRequested;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes the data of our events from the order, or the change of the shop, they tell of. */
@Singleton
final class OrderEventRenderer implements EventRenderer {
    @Override
    public Object data(Map<String, AttributeValue> item, OutboxEntry entry) {
        if (entry.type().equals(PaymentMethodsChanged.TYPE)) {
            return ShopEvents.said(item);
        }
        Order order = OrderItem.read(item);
        return switch (entry.type()) {
            case OrderCreated.TYPE -> OrderCreated.of(order);
            case OrderShipped.TYPE -> OrderShipped.of(order);
            case OrderCancelled.TYPE -> OrderCancelled.of(order);
            case OrderExpired.TYPE -> OrderExpired.of(order);
            case RefundRequested.TYPE -> RefundRequested.of(order, entry.id());
            default -> throw new IllegalStateException("We do not publish " + entry.type());
        };
    }
}
