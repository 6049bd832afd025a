package io.cashbell.messaging.redrive;

/** The queue that this service consumes, and the dead letters behind it. */
public interface ConsumedQueue {
    /**
     * How much there is, as SQS counts: approximately, and on AWS up to a minute late.
     *
     * @throws QueueUnreachableException if it cannot be told; asking again is safe
     */
    Depth depth();

    /**
     * Brings the dead letters back into the queue, where each is tried as if it were new. What
     * cannot be handled still comes to be a dead letter again. One that was handled before it died,
     * or that comes back twice, changes nothing: consumers know what they have heard. Calling it
     * again while it is under way has no second effect.
     *
     * @return how many it brings back, approximately; the platform may go on with it for a while
     *     after the return
     * @throws QueueUnreachableException if none, or not all, could be brought back; trying again is
     *     safe
     */
    long redrive();

    /**
     * How many messages there are.
     *
     * @param waiting for a consumer
     * @param inFlight taken by one and not done with, those included that pause before a retry
     * @param deadLetters given up
     */
    record Depth(long waiting, long inFlight, long deadLetters) {}
}
