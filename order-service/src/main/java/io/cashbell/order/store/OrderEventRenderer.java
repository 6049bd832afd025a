package io.cashbell.order.store;

import io.cashbell.messaging.outbox.EventRenderer;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.order.event.OrderCreated;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes the data of our events from the order they tell of. */
@Singleton
final class OrderEventRenderer implements EventRenderer {
    @Override
    public Object data(Map<String, AttributeValue> item, OutboxEntry entry) {
        return switch (entry.type()) {
            case OrderCreated.TYPE -> OrderCreated.of(OrderItem.read(item));
            default -> throw new IllegalStateException("We do not publish " + entry.type());
        };
    }
}
