package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which hours have callbacks: one small item a month, so that a look back over a quiet season does
 * not ask every hour of it. Each instance notes an hour once, before it keeps the first of it.
 */
@Singleton
class CallbackHours {

    private static final String HOURS = "h";

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final CallbackRetention retention;
    private final Clock clock;
    private final AtomicReference<String> noted = new AtomicReference<>("");

    CallbackHours(
            DynamoDbClient dynamo,
            MessagingConfiguration configuration,
            CallbackRetention retention,
            Clock clock) {
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.retention = retention;
        this.clock = clock;
    }

    /** Whichever callback is the hour's first: others of the month may be kept for longer. */
    void note(Instant at) {
        String hour = CallbackItem.hour(at);
        if (hour.equals(noted.get())) {
            return;
        }
        dynamo.updateItem(
                update ->
                        update.tableName(configuration.table())
                                .key(key(month(at)).attributes())
                                .updateExpression("SET #ttl = :ttl ADD #h :hour")
                                .expressionAttributeNames(
                                        Map.of("#ttl", CallbackItem.TTL, "#h", HOURS))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":ttl", Values.of(end().getEpochSecond()),
                                                ":hour", AttributeValue.fromSs(List.of(hour)))));
        noted.set(hour);
    }

    /** Callbacks of one month do not all end together. */
    private Instant end() {
        return clock.instant().plus(retention.longest() + 40L, ChronoUnit.DAYS);
    }

    /** Latest first, from the hour of {@code latest} back to that of {@code oldest}. */
    Stream<String> back(Instant latest, Instant oldest) {
        String first = CallbackItem.hour(oldest);
        String last = CallbackItem.hour(latest);
        YearMonth end = month(oldest);
        return Stream.iterate(
                        month(latest), month -> !month.isBefore(end), month -> month.minusMonths(1))
                .flatMap(month -> of(month).stream())
                .filter(hour -> hour.compareTo(first) >= 0 && hour.compareTo(last) <= 0);
    }

    private List<String> of(YearMonth month) {
        AttributeValue hours =
                dynamo.getItem(
                                get ->
                                        get.tableName(configuration.table())
                                                .key(key(month).attributes()))
                        .item()
                        .get(HOURS);
        return hours == null
                ? List.of()
                : hours.ss().stream().sorted((one, other) -> other.compareTo(one)).toList();
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    private static ItemKey key(YearMonth month) {
        return new ItemKey("callback-hours#" + month, "hours");
    }
}
