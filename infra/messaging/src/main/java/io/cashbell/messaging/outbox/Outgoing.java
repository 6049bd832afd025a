package io.cashbell.messaging.outbox;

import io.cashbell.messaging.item.ItemKey;
import java.util.List;

/**
 * All that one item has to tell.
 *
 * @param since which set of pending entries this is, see {@link Outbox}
 * @param sequence of the newest entry
 */
record Outgoing(ItemKey key, String since, long sequence, List<TopicMessage> messages) {}
