package io.cashbell.notification.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.notification.Digests;
import io.cashbell.notification.NotificationId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A day's news in the partition of its mail, one item each: sort key {@code told#<event id>},
 * {@code o} the order, {@code f} the facts, {@code ttl}.
 */
@Singleton
final class DynamoDigests implements Digests {
    private static final String TOLD = "told#";
    private static final String ORDER = "o";
    private static final String FACTS = "f";
    private static final String TTL = "ttl";

    /** So long a digest can be sent again. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final int PAGE = 200;

    private final ItemTable table;
    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final NotificationItem items;

    DynamoDigests(
            ItemTable table,
            DynamoDbClient dynamo,
            MessagingConfiguration configuration,
            NotificationItem items) {
        this.table = table;
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.items = items;
    }

    @Override
    public void keep(LocalDate day, Entry entry) {
        // Refused where it is known already, and then nothing is left to do.
        table.insert(
                new ItemKey(partition(day), TOLD + entry.id().eventId()),
                Map.of(
                        ORDER, Values.of(entry.id().orderId()),
                        FACTS, Values.of(items.write(entry.news())),
                        TTL,
                                Values.of(
                                        day.atStartOfDay(ZoneOffset.UTC)
                                                .toInstant()
                                                .plus(KEPT)
                                                .getEpochSecond())));
    }

    @Override
    public List<Entry> of(LocalDate day, int most) {
        List<Entry> found = new ArrayList<>();
        Map<String, AttributeValue> begin = Map.of();
        do {
            QueryRequest.Builder query =
                    QueryRequest.builder()
                            .tableName(configuration.table())
                            .keyConditionExpression("#pk = :day AND begins_with(#sk, :told)")
                            .expressionAttributeNames(Map.of("#pk", ItemKey.PK, "#sk", ItemKey.SK))
                            .expressionAttributeValues(
                                    Map.of(
                                            ":day", Values.of(partition(day)),
                                            ":told", Values.of(TOLD)))
                            .consistentRead(true)
                            .limit(Math.min(PAGE, most - found.size()));
            if (!begin.isEmpty()) {
                query.exclusiveStartKey(begin);
            }
            QueryResponse answer = dynamo.query(query.build());
            answer.items().forEach(item -> found.add(read(item)));
            begin = answer.lastEvaluatedKey();
        } while (!begin.isEmpty() && found.size() < most);
        found.sort(
                Comparator.comparing((Entry entry) -> entry.news().at())
                        .thenComparing(entry -> entry.id().eventId()));
        return found;
    }

    private Entry read(Map<String, AttributeValue> item) {
        return new Entry(
                new NotificationId(
                        Values.text(item, ORDER),
                        Values.text(item, ItemKey.SK).substring(TOLD.length())),
                items.readNews(Values.text(item, FACTS)));
    }

    private static String partition(LocalDate day) {
        return "digest-" + day;
    }
}
