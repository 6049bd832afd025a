package io.cashbell.messaging.outbox;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event that is stored with the state it tells of and still has to be published. Its data is not
 * stored a second time: {@link EventRenderer} derives it from the item.
 *
 * @param id of the event; never changes
 * @param sequence orders the events of one item
 */
public record OutboxEntry(
        String id, String type, Instant time, long sequence, @Nullable String causationId) {

    /** A new event. */
    public static OutboxEntry of(String type, Instant time, long sequence) {
        return new OutboxEntry(EventIds.next(), type, time, sequence, null);
    }

    /** The same event, led to by another one. */
    public OutboxEntry causedBy(String eventId) {
        return new OutboxEntry(id, type, time, sequence, eventId);
    }

    AttributeValue stored() {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put("t", Values.of(type));
        members.put("at", Values.of(time));
        members.put("n", Values.of(sequence));
        if (causationId != null) {
            members.put("c", Values.of(causationId));
        }
        return Values.of(members);
    }

    static OutboxEntry read(String id, AttributeValue stored) {
        Map<String, AttributeValue> members = stored.m();
        Optional<String> causation = Values.optionalText(members, "c");
        return new OutboxEntry(
                id,
                Values.text(members, "t"),
                Values.instant(members, "at"),
                Values.number(members, "n"),
                causation.orElse(null));
    }
}
