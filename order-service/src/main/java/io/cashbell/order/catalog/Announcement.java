package io.cashbell.order.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the owner has to say to everybody.
 *
 * @param texts by language tag; may be empty
 * @param from shown from then on; null for always so far
 * @param until not shown any more then; null for as long as it is there
 */
public record Announcement(
        Map<String, String> texts, @Nullable Instant from, @Nullable Instant until) {
    public Announcement {
        texts = Map.copyOf(texts);
    }

    /** Whether its time has come, and is not over. */
    public boolean isShownAt(Instant now) {
        return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }

    /** The next moment at which it appears or goes; empty if it never will. */
    public Optional<Instant> nextChange(Instant now) {
        return Stream.of(Optional.ofNullable(from), Optional.ofNullable(until))
                .flatMap(Optional::stream)
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo);
    }
}
