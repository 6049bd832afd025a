package io.cashbell.payment.close;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cashbell.payment.Money;
import io.cashbell.payment.event.Amount;
import io.cashbell.payment.gateway.GatewayName;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day's close as an administrator sees it.
 *
 * @param toldAt when its mail was caused; null before
 */
@Introspected
@JsonInclude(Include.NON_NULL)
record DayCloseView(String date, @Nullable Instant toldAt, List<Gateway> gateways) {

    /**
     * One gateway's day.
     *
     * @param state {@code closed}, {@code failed}, or {@code asked} while a close is wanted that
     *     has not begun or not ended; the rest is of the last close then
     * @param failure why the last try failed; beside {@code closed} one that was made since and
     *     changed nothing
     * @param askedBy who asked last for a close of it by hand; null where nobody did
     */
    @Introspected
    @JsonInclude(Include.NON_NULL)
    record Gateway(
            String gateway,
            String state,
            @Nullable String askedBy,
            @Nullable Instant at,
            @Nullable String failure,
            long differences,
            long repaired,
            List<Total> totals) {}

    /** What lies on one heap. */
    @Introspected
    record Total(String heap, String method, Side here, Side there) {}

    /** So many payments of so much money. */
    @Introspected
    record Side(long count, Amount amount) {}

    static DayCloseView of(DayClose day) {
        return new DayCloseView(
                day.date().toString(),
                day.toldAt(),
                Arrays.stream(GatewayName.values())
                        .filter(name -> day.of(name).isPresent() || day.asked().contains(name))
                        .map(name -> gateway(day, name))
                        .toList());
    }

    private static Gateway gateway(DayClose day, GatewayName name) {
        GatewayClose close = day.of(name).orElse(null);
        boolean asked = day.asked().contains(name);
        if (close == null) {
            return new Gateway(
                    name.path(), "asked", day.askedBy().get(name), null, null, 0, 0, List.of());
        }
        return new Gateway(
                name.path(),
                asked ? "asked" : close.isClosed() ? "closed" : "failed",
                day.askedBy().get(name),
                close.at(),
                close.triedSince() == null ? close.failure() : close.triedSince().reason(),
                close.found(),
                close.repaired(),
                close.totals().stream().map(DayCloseView::total).toList());
    }

    private static Total total(HeapTotal total) {
        return new Total(
                total.heap().code(),
                total.method(),
                side(total.here(), total.currency()),
                side(total.there(), total.currency()));
    }

    private static Side side(HeapTotal.Sum sum, String currency) {
        return new Side(
                sum.count(),
                Amount.of(new Money(sum.minorUnits(), Currency.getInstance(currency))));
    }
}
