package io.cashbell.messaging.outbox;

import io.cashbell.messaging.item.ItemKey;
import java.util.List;

/**
 * All that one item has to tell and can.
 *
 * @param since which set of pending entries this is, see {@link Outbox}
 * @param sequence of the newest entry
 * @param isWhole false if the set holds entries that cannot be told as well
 */
record Outgoing(
        ItemKey key, String since, long sequence, List<TopicMessage> messages, boolean isWhole) {}
