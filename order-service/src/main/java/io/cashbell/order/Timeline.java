package io.cashbell.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened to an order besides being placed and paid, which the order tells by itself. It is
 * bounded: when it is full, the oldest news of a payment makes room. Commands always stay, since
 * they answer their repeats; there are few that an order can obey.
 *
 * @param entries in the order in which they were heard
 */
public record Timeline(List<TimelineEntry> entries) {
    public static final Timeline EMPTY = new Timeline(List.of());

    /** Of all that is not commanded. */
    static final int MOST_NEWS = 50;

    /** More than that is not about one order. */
    public static final int MOST_NOTES = 50;

    public Timeline {
        entries = List.copyOf(entries);
    }

    /** The command of that name, if the order obeyed it before. */
    public Optional<TimelineEntry> find(String commandId) {
        return entries.stream()
                .filter(entry -> entry.command() != null && entry.command().id().equals(commandId))
                .findFirst();
    }

    boolean hasRoomForNotes() {
        return entries.stream().filter(entry -> entry.what() == Happening.NOTED).count()
                < MOST_NOTES;
    }

    Timeline with(TimelineEntry entry) {
        List<TimelineEntry> next = new ArrayList<>(entries);
        next.add(entry);
        if (next.stream().filter(known -> known.command() == null).count() > MOST_NEWS) {
            next.stream()
                    .filter(known -> known.command() == null)
                    .findFirst()
                    .ifPresent(next::remove);
        }
        return new Timeline(next);
    }

    /** The whole story, oldest first: with what the order tells by itself. */
    static List<TimelineEntry> of(Order order) {
        List<TimelineEntry> all = new ArrayList<>();
        all.add(
                new TimelineEntry(
                        order.placedAt(),
                        TimelineEntry.BUYER,
                        Happening.PLACED,
                        order.method().code(),
                        null));
        Receipt receipt = order.state().receipt();
        if (receipt != null && !receipt.isOnArrival()) {
            String number = receipt.gatewayTradeNo();
            all.add(
                    new TimelineEntry(
                            // A gateway tells seconds, which may have begun before the order.
                            later(receipt.paidAt(), order.placedAt()),
                            TimelineEntry.PAYMENT_SERVICE,
                            Happening.PAYMENT_CONFIRMED,
                            number == null ? "" : number,
                            null));
        }
        all.addAll(order.timeline().entries());
        // Stable: what happened at once is told as it was heard.
        all.sort(Comparator.comparing(TimelineEntry::at));
        return List.copyOf(all);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
