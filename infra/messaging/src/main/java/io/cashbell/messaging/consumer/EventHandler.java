package io.cashbell.messaging.consumer;

import io.cashbell.messaging.event.CloudEvent;

/** What a service does with the events of its queue. A service that consumes has one. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Called at least once for each event, in any order, on a thread of its own. Returning means
     * that the event's effect is durable (or that it needs none: a type not known here); the
     * message is then deleted.
     *
     * @throws Exception if it could not be handled: it is tried again later, and ends in the
     *     dead-letter queue after the queue's last attempt
     */
    void handle(CloudEvent event) throws Exception;
}
