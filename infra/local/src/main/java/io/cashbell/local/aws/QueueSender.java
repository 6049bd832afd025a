package io.cashbell.local.aws;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a topic needs of the queues: a place to put messages. */
interface QueueSender {
    /**
     * Completes when every message is in the queue; fails with {@link QueueMissingException} when
     * there is no such queue.
     */
    CompletionStage<Void> send(String queue, List<QueueMessage> messages);
}
