package io.cashbell.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts a mail tells. It holds all that a later resend needs and nothing about the buyer. What
 * an event did not say is null or empty, and its line is left out of the mail.
 *
 * @param at when it happened: paid at, failed at, ordered at
 * @param method payment method code, for example {@code ecpay-credit}
 * @param amount the order's total; of a disputed payment, what the gateway claims
 * @param reason a code of ours, such as a warning's, or a gateway's words
 * @param lines products of the order; of a day's close, what lies on its heaps, each named by a row
 *     of codes
 * @param reference the gateway's number of the trade; of a day's close, the day; of a refund, our
 *     own number of it; of a warning, the gateway that it is about
 * @param remaining what is left of the payment after a refund
 * @param transfer where the buyer is to pay
 * @param parcel what was sent
 */
public record News(
        Occasion occasion,
        Instant at,
        @Nullable String method,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable String reference,
        List<Line> lines,
        @Nullable Money remaining,
        @Nullable Transfer transfer,
        @Nullable Parcel parcel) {

    public News {
        lines = List.copyOf(lines);
    }

    /** News of no parcel. */
    public News(
            Occasion occasion,
            Instant at,
            @Nullable String method,
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable String reference,
            List<Line> lines,
            @Nullable Money remaining,
            @Nullable Transfer transfer) {
        this(occasion, at, method, amount, reason, reference, lines, remaining, transfer, null);
    }

    /** News of neither a refund nor a transfer. */
    public News(
            Occasion occasion,
            Instant at,
            @Nullable String method,
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable String reference,
            List<Line> lines) {
        this(occasion, at, method, amount, reason, reference, lines, null, null);
    }

    /** News of nothing but that it happened. */
    public static News bare(Occasion occasion, Instant at) {
        return new News(occasion, at, null, null, null, null, List.of());
    }

    public static News ofParcel(Instant at, Parcel parcel) {
        return new News(
                Occasion.BUYER_SHIPPED, at, null, null, null, null, List.of(), null, null, parcel);
    }

    /** True if nobody can act on it any more: the time to pay is over. */
    public boolean isOver(Instant now) {
        return occasion == Occasion.BUYER_REMINDER
                && transfer != null
                && !now.isBefore(transfer.until());
    }

    /** The same facts, told to somebody else. */
    public News as(Occasion other) {
        return new News(
                other, at, method, amount, reason, reference, lines, remaining, transfer, parcel);
    }

    /** One product of the order. */
    public record Line(String name, long quantity, @Nullable Money total) {}
}
