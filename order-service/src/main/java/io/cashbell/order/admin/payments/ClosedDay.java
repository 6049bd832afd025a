package io.cashbell.order.admin.payments;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A day on which our books lay beside each gateway's record, or are to. */
public record ClosedDay(String date, List<Gateway> gateways) {
    public ClosedDay {
        gateways = List.copyOf(Objects.requireNonNullElse(gateways, List.of()));
    }

    public Optional<Gateway> of(String gateway) {
        return gateways.stream().filter(each -> each.gateway().equals(gateway)).findFirst();
    }

    /**
     * One gateway's day.
     *
     * @param state {@code closed}, {@code failed} or {@code asked}
     * @param askedBy who asked last for a close of it by hand; null where nobody did
     * @param failure why the last try failed, a short code; also of a day that had been closed
     *     before, which stays closed
     */
    public record Gateway(
            String gateway,
            String state,
            @Nullable String askedBy,
            @Nullable Instant at,
            @Nullable String failure,
            long differences,
            long repaired,
            List<Total> totals) {
        public Gateway {
            totals = List.copyOf(Objects.requireNonNullElse(totals, List.of()));
        }

        /** Whether {@code at} is when it was closed, and not when that failed. */
        public boolean wasClosed() {
            return at != null && (failure == null || state.equals("closed") || !totals.isEmpty());
        }
    }

    /** What lies on one heap, of one payment method. */
    public record Total(String heap, String method, Side here, Side there) {}

    /** So many payments of so much money. */
    public record Side(long count, Amount amount) {}

    /**
     * One payment of which the two records do not say the same.
     *
     * @param words what it means, in English
     */
    public record Difference(
            String heap,
            String what,
            String words,
            String attempt,
            @Nullable String orderId,
            @Nullable String method,
            @Nullable Amount here,
            @Nullable Amount there,
            @Nullable String settled) {}
}
