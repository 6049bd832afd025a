package io.cashbell.notification;

import java.time.Instant;

/** How far a mail has come. Each state carries exactly the facts that are true in it. */
public sealed interface DeliveryState {

    /** To be sent at that time, unless what it is about is over by then. */
    record Planned(Instant at) implements DeliveryState {}

    /**
     * Somebody is handing it over right now, or died doing so.
     *
     * @param until end of the lease: until then nobody else touches it
     * @param attempt counts from 1
     */
    record Sending(Instant until, int attempt, Backstop backstop) implements DeliveryState {
        public boolean leaseIsOver(Instant now) {
            return !now.isBefore(until);
        }
    }

    /** The mail server would not take it; it is tried again. */
    record Delayed(Instant nextTry, int attempt, String reason) implements DeliveryState {}

    /** A mail server has accepted it. */
    record Sent(Instant at, int attempts) implements DeliveryState {}

    /** Given up for good; somebody must act. */
    record Failed(Instant at, int attempts, String reason) implements DeliveryState {}

    /**
     * Never sent, and none of our faults.
     *
     * @param at when that was noticed; of a mail in somebody's hands, the end of the lease
     */
    record Dropped(Instant at, int attempts, Why why) implements DeliveryState {}

    /** Why a mail is not sent although nothing failed. */
    enum Why {
        /** What it would have told is over, or there is nothing to tell. */
        NOT_NEEDED,
        /** All that it would go to bounced or complained before. */
        SUPPRESSED
    }

    /** Who brings a mail back if the process that is sending it dies. */
    enum Backstop {
        /** The event's message is still in the queue and comes again. Costs no index entry. */
        QUEUE,
        /** The message is acknowledged; the retry sweep finds the record. */
        SWEEP,
        /**
         * It is not needed any more: whoever holds it may finish, nobody tries again. The sweep
         * drops it when the lease is over.
         */
        NOBODY
    }
}
