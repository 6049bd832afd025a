package io.cashbell.payment.close;

import io.cashbell.payment.gateway.GatewayName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one gateway's day was closed, or why it could not be.
 *
 * @param at when that was
 * @param tries how often it was tried, those in vain counted
 * @param failure a short code; null where the day is closed
 * @param totals of every heap that is not empty; none where the day is not closed
 * @param found how many differences there are
 * @param repaired how many payments were found paid and are confirmed now
 * @param first the first differences; {@link Closes#differences} has more
 * @param kept how many differences are kept
 * @param triedSince the last try since, where that failed: what is closed stays as it is; null
 *     where nobody has tried since, and in what an older version has kept
 */
public record GatewayClose(
        GatewayName gateway,
        Instant at,
        int tries,
        @Nullable String failure,
        List<HeapTotal> totals,
        long found,
        long repaired,
        List<Difference> first,
        int kept,
        @Nullable Failure triedSince) {

    /** A try that failed, and why: a short code. */
    public record Failure(Instant at, String reason) {}

    public GatewayClose {
        totals = List.copyOf(totals);
        first = List.copyOf(first);
    }

    static GatewayClose failed(GatewayName gateway, Instant at, int tries, String failure) {
        return new GatewayClose(gateway, at, tries, failure, List.of(), 0, 0, List.of(), 0, null);
    }

    /** This close, which a later try has left as it is. */
    GatewayClose triedAgain(GatewayClose inVain) {
        return new GatewayClose(
                gateway,
                at,
                inVain.tries,
                failure,
                totals,
                found,
                repaired,
                first,
                kept,
                new Failure(inVain.at, Objects.requireNonNull(inVain.failure)));
    }

    /** When somebody tried last. */
    Instant triedAt() {
        return triedSince == null ? at : triedSince.at();
    }

    public boolean isClosed() {
        return failure == null;
    }

    /** Nothing was paid, here or there. */
    public boolean isEmpty() {
        return isClosed() && totals.isEmpty();
    }
}
