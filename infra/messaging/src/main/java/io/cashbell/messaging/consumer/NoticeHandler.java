package io.cashbell.messaging.consumer;

/**
 * Takes what a queue holds beside events, such as notices of AWS itself. A service that expects
 * such has one; elsewhere a message that is no event is refused.
 */
@FunctionalInterface
public interface NoticeHandler {
    /**
     * Called at least once for each message that is no event. Returning true means that its effect
     * is durable, or that it needs none; the message is then deleted.
     *
     * @return false if it is no notice that is known here: it is refused then
     * @throws Exception if it could not be handled: it is tried again later, and ends in the
     *     dead-letter queue after the queue's last attempt
     */
    boolean handle(String message) throws Exception;
}
