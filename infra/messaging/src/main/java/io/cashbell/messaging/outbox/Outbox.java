package io.cashbell.messaging.outbox;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.trace.TraceContext;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How an item carries its outbox. {@code outbox} maps event ids to entries and is always there.
 * While it is not empty, {@code pendingShard} and {@code pendingSince} put the item into the sparse
 * index {@link #INDEX}, where a sweep finds what a crash left behind.
 *
 * <p>{@code pendingSince} is {@code <time of the newest entry>#<its id>}: it tells one set of
 * pending entries from the next, so that marking one as sent never hides another. Nobody parses it.
 * Items that were stored when a whole second had no decimals sort up to a second late, and are
 * found and marked like all others.
 */
public final class Outbox {
    public static final String ENTRIES = "outbox";
    public static final String SHARD = "pendingShard";
    public static final String SINCE = "pendingSince";

    /**
     * The trace in which the item began. Its later events continue that one, whoever caused them,
     * so that one trace leads through the whole life of an item.
     */
    public static final String TRACE = "trace";

    /** Global secondary index, partition key {@link #SHARD}, sort key {@link #SINCE}, keys only. */
    public static final String INDEX = "pending";

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Outbox() {}

    /** The attributes of a new item that tells these events, in the current trace. */
    public static Map<String, AttributeValue> of(List<OutboxEntry> told, String shard) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        told.forEach(entry -> entries.put(entry.id(), entry.stored()));
        AttributeValue trace = Values.of(TraceContext.current().traceparent());
        if (told.isEmpty()) {
            return Map.of(TRACE, trace, ENTRIES, Values.of(entries));
        }
        return Map.of(
                TRACE, trace,
                ENTRIES, Values.of(entries),
                SHARD, Values.of(shard),
                SINCE, Values.of(since(told.getLast())));
    }

    public static AttributeValue stored(OutboxEntry entry) {
        return entry.stored();
    }

    public static String since(OutboxEntry newest) {
        return sortable(newest.time()) + "#" + newest.id();
    }

    /** Always three decimals, so that texts sort as times do. */
    static String sortable(Instant time) {
        return MILLIS.format(time);
    }

    /** True while the item still has to tell this event. */
    public static boolean holds(Map<String, AttributeValue> item, OutboxEntry entry) {
        return Values.map(item, ENTRIES).containsKey(entry.id());
    }

    /** What the item still has to tell, oldest first. */
    static List<OutboxEntry> pending(Map<String, AttributeValue> item) {
        List<OutboxEntry> entries = new ArrayList<>();
        Values.map(item, ENTRIES)
                .forEach((id, stored) -> entries.add(OutboxEntry.read(id, stored)));
        entries.sort(Comparator.comparingLong(OutboxEntry::sequence));
        return entries;
    }
}
