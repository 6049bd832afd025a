package io.cashbell.notification.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A mail as an item: partition key the order, sort key {@code mail#<event id>}. The facts of all
 * states share attributes: {@code st} the state, {@code u} its time, {@code n} the attempt, {@code
 * why} the reason.
 */
@Singleton
final class NotificationItem {
    static final String STATE = "st";
    static final String TIME = "u";
    static final String ATTEMPT = "n";
    static final String REASON = "why";

    /** The part of the index that holds the mails that were given up. */
    static final String FAILED = "failed";

    /** The part that holds those whose readers bounced or complained. */
    static final String SUPPRESSED = "suppressed";

    private static final String RECORDED = "at";
    private static final String NEWS = "f";
    private static final String TRACE = "tp";
    static final String SORT_PREFIX = "mail#";

    private static final String TTL = "ttl";

    /** Events are not told later than that. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final ObjectWriter writer;
    private final ObjectReader reader;

    NotificationItem(ObjectMapper mapper) {
        this.writer = mapper.writerFor(StoredNews.class);
        this.reader = mapper.readerFor(StoredNews.class);
    }

    static ItemKey key(NotificationId id) {
        return new ItemKey(id.orderId(), SORT_PREFIX + id.eventId());
    }

    static NotificationId id(Map<String, AttributeValue> item) {
        return new NotificationId(
                Values.text(item, ItemKey.PK),
                Values.text(item, ItemKey.SK).substring(SORT_PREFIX.length()));
    }

    Map<String, AttributeValue> attributes(Notification notification) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(state(notification.state()));
        item.put(RECORDED, millis(notification.recordedAt()));
        item.put(NEWS, Values.of(write(notification.news())));
        if (notification.isPlaceholder()) {
            item.put(TTL, Values.of(notification.recordedAt().plus(KEPT).getEpochSecond()));
        }
        String traceparent = notification.traceparent();
        if (traceparent != null) {
            item.put(TRACE, Values.of(traceparent));
        }
        return item;
    }

    Notification read(Map<String, AttributeValue> item) {
        return new Notification(
                id(item),
                readNews(Values.text(item, NEWS)),
                instant(item, RECORDED),
                Values.optionalText(item, TRACE).orElse(null),
                readState(item));
    }

    /** What a state is made of; what it does not name is not there. */
    static Map<String, AttributeValue> state(DeliveryState state) {
        return switch (state) {
            case Planned(var at) ->
                    Map.of(STATE, Values.of("planned"), TIME, millis(at), ATTEMPT, Values.of(0));
            case Sending(var until, var attempt, var backstop) ->
                    Map.of(
                            STATE, Values.of(word(backstop)),
                            TIME, millis(until),
                            ATTEMPT, Values.of(attempt));
            case Delayed(var nextTry, var attempt, var reason) ->
                    Map.of(
                            STATE, Values.of("delayed"),
                            TIME, millis(nextTry),
                            ATTEMPT, Values.of(attempt),
                            REASON, Values.of(reason));
            case Sent(var at, var attempts) ->
                    Map.of(
                            STATE, Values.of("sent"),
                            TIME, millis(at),
                            ATTEMPT, Values.of(attempts));
            case Failed(var at, var attempts, var reason) ->
                    Map.of(
                            STATE, Values.of("failed"),
                            TIME, millis(at),
                            ATTEMPT, Values.of(attempts),
                            REASON, Values.of(reason));
            case Dropped(var at, var attempts, var why) ->
                    Map.of(
                            STATE, Values.of("dropped"),
                            TIME, millis(at),
                            ATTEMPT, Values.of(attempts),
                            REASON, Values.of(code(why)));
        };
    }

    private static String word(Backstop backstop) {
        return switch (backstop) {
            case QUEUE -> "sending";
            case SWEEP -> "resending";
            case NOBODY -> "finishing";
        };
    }

    /**
     * Where a mail that somebody has to see to stands in the sparse index.
     *
     * @param partition a shard that the sweep looks through; or {@link #FAILED}, {@link
     *     #SUPPRESSED}
     * @param since when the sweep should look at it again; when it was given up or suppressed
     */
    record Listed(String partition, Instant since) {}

    /** Empty if nobody has to see to it. */
    static Optional<Listed> listed(DeliveryState state, String shard) {
        return switch (state) {
            case Delayed(var nextTry, _, _) -> Optional.of(new Listed(shard, nextTry));
            // What nobody needs too: whoever holds it may die, and it would be sent for ever.
            case Sending(var until, _, var backstop) when backstop != Backstop.QUEUE ->
                    Optional.of(new Listed(shard, until));
            case Failed(var at, _, _) -> Optional.of(new Listed(FAILED, at));
            case Planned(var at) -> Optional.of(new Listed(shard, at));
            case Dropped(var at, _, var why) when why == Why.SUPPRESSED ->
                    Optional.of(new Listed(SUPPRESSED, at));
            case Sending _, Sent _, Dropped _ -> Optional.empty();
        };
    }

    private static DeliveryState readState(Map<String, AttributeValue> item) {
        Instant time = instant(item, TIME);
        int attempt = (int) Values.number(item, ATTEMPT);
        String reason = Values.optionalText(item, REASON).orElse("");
        return switch (Values.text(item, STATE)) {
            case "planned" -> new Planned(time);
            case "finishing" -> new Sending(time, attempt, Backstop.NOBODY);
            case "dropped" -> new Dropped(time, attempt, why(reason));
            case "sending" -> new Sending(time, attempt, Backstop.QUEUE);
            case "resending" -> new Sending(time, attempt, Backstop.SWEEP);
            case "delayed" -> new Delayed(time, attempt, reason);
            case "sent" -> new Sent(time, attempt);
            case "failed" -> new Failed(time, attempt, reason);
            default -> throw new IllegalStateException("The item is in no state we know");
        };
    }

    private static String code(Why why) {
        return switch (why) {
            case NOT_NEEDED -> "not-needed";
            case SUPPRESSED -> SUPPRESSED;
        };
    }

    private static Why why(String code) {
        return Arrays.stream(Why.values())
                .filter(known -> code(known).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The item is dropped for no reason"));
    }

    String write(News news) {
        try {
            return writer.writeValueAsString(StoredNews.of(news));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("news that cannot be written", e);
        }
    }

    News readNews(String json) {
        try {
            return reader.<StoredNews>readValue(json).toNews();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored news that cannot be read", e);
        }
    }

    private static AttributeValue millis(Instant time) {
        return Values.of(time.toEpochMilli());
    }

    private static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(Values.number(item, name));
    }
}
