package io.cashbell.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit of the buyer to the gateway.
 *
 * @param merchant the shop's account at the gateway when the attempt was opened; a callback must
 *     name the same one, also after the account was changed
 * @param otherMethod how the buyer pays by this attempt, where that is another way than the one
 *     that the order was placed with; see {@link Payment#methodOf(Attempt)}
 * @param session what the gateway gave us for this attempt; null where it gives nothing before the
 *     buyer comes, and where its answer was lost, which makes the attempt a dead one
 * @param claimedAt since when somebody is asking the gateway to take the money, once for each
 *     attempt; from then on its outcome is unknown until the gateway has told it
 * @param instructed whether the gateway has issued a number to pay this attempt with, and that was
 *     told; it issues one for each attempt, so that another word of it is no news
 */
public record Attempt(
        AttemptNumber number,
        String merchant,
        Instant startedAt,
        @Nullable PaymentMethod otherMethod,
        @Nullable GatewaySession session,
        @Nullable Instant claimedAt,
        boolean instructed) {

    /** An attempt that has just been opened, by the way that the order was placed with. */
    public static Attempt open(AttemptNumber number, String merchant, Instant startedAt) {
        return new Attempt(number, merchant, startedAt, null, null, null, false);
    }

    /** The same by another way. */
    public Attempt by(PaymentMethod other) {
        return new Attempt(number, merchant, startedAt, other, session, claimedAt, instructed);
    }

    public Attempt with(GatewaySession given) {
        return new Attempt(number, merchant, startedAt, otherMethod, given, claimedAt, instructed);
    }

    public Attempt claimedAt(Instant instant) {
        return new Attempt(number, merchant, startedAt, otherMethod, session, instant, instructed);
    }

    public Attempt unclaimed() {
        return new Attempt(number, merchant, startedAt, otherMethod, session, null, instructed);
    }

    public Attempt withInstructions() {
        return new Attempt(number, merchant, startedAt, otherMethod, session, claimedAt, true);
    }
}
