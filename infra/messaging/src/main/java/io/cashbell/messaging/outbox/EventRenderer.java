package io.cashbell.messaging.outbox;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says what an event's data is. A service that publishes has one. */
@FunctionalInterface
public interface EventRenderer {
    /**
     * The data of an event, derived from the item and the entry alone: the same whenever it is
     * asked, so that a second copy of an event is equal to the first.
     *
     * @return anything Jackson can write as a JSON object
     */
    Object data(Map<String, AttributeValue> item, OutboxEntry entry);
}
