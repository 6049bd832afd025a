package io.cashbell.messaging.inbox;

import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.Values;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The ids of the events an item has heard, kept on the item itself: remembering costs nothing
 * beside the change that the event leads to, and cannot be separated from it.
 *
 * <p>For changes that would otherwise happen twice, such as adding to a number. A change that
 * expects a state, or inserts under a key that follows from the event, refuses a second copy by
 * itself and needs no inbox. The set grows with each event: for items that hear few.
 */
public final class Inbox {
    /** Name of the attribute, a set of event ids. */
    public static final String HEARD = "heard";

    private Inbox() {}

    /** Holds as long as the item has not heard that event. */
    public static Condition notYet(String eventId) {
        return Condition.lacks(HEARD, Values.of(eventId));
    }

    /** Tells a second copy from other refusals. */
    public static boolean hasHeard(Map<String, AttributeValue> item, String eventId) {
        AttributeValue heard = item.get(HEARD);
        return heard != null && heard.hasSs() && heard.ss().contains(eventId);
    }
}
