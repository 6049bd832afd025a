package io.cashbell.notification.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.notification.DeliveryStatus;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationLists;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Lists by key: an order's mails from its own partition, the others from the sparse index, which
 * holds just those that somebody has to see to.
 */
@Singleton
final class DynamoNotificationLists implements NotificationLists {
    /** An order has a handful of mails; more than so many are not looked at. */
    private static final int MOST_OF_AN_ORDER = 1_000;

    private static final Set<DeliveryStatus> IN_SHARDS =
            Set.of(DeliveryStatus.WAITING, DeliveryStatus.SENDING, DeliveryStatus.PLANNED);

    /** Parts of the index that are looked through from their end. */
    private static final Set<String> LATEST =
            Set.of(NotificationItem.FAILED, NotificationItem.SUPPRESSED);

    /** Latest first; the event's id decides between two of one moment. */
    private static final Comparator<Notification> LATEST_FIRST =
            Comparator.comparing(Notification::recordedAt)
                    .thenComparing(mail -> mail.id().eventId())
                    .reversed();

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final NotificationItem items;
    private final ItemBatches batches;

    DynamoNotificationLists(
            DynamoDbClient dynamo, MessagingConfiguration configuration, NotificationItem items) {
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.items = items;
        this.batches = new ItemBatches(dynamo, configuration.table());
    }

    @Override
    public Page ofOrder(
            String orderId, Optional<DeliveryStatus> status, @Nullable String cursor, int limit) {
        Optional<ListCursor.Mail> after = Optional.ofNullable(cursor).map(ListCursor.Mail::parse);
        List<Notification> rest =
                mailsOf(orderId).stream()
                        .filter(mail -> !mail.isPlaceholder())
                        .filter(mail -> status.isEmpty() || status.get() == statusOf(mail))
                        .filter(mail -> after.isEmpty() || after.get().isBefore(mail))
                        .sorted(LATEST_FIRST)
                        .limit(limit + 1L)
                        .toList();
        return rest.size() <= limit
                ? new Page(rest, null)
                : new Page(rest.subList(0, limit), ListCursor.Mail.of(rest.get(limit - 1)).text());
    }

    @Override
    public Page standing(Set<DeliveryStatus> statuses, @Nullable String cursor, int limit) {
        List<String> partitions = partitions(statuses);
        ListCursor.Index at =
                cursor == null
                        ? ListCursor.Index.startOf(partitions.getFirst())
                        : ListCursor.Index.parse(cursor);
        int place = partitions.indexOf(at.partition());
        if (place < 0) {
            throw new IllegalArgumentException("that page is of another list");
        }
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        Map<String, AttributeValue> begin = at.startKey();
        while (true) {
            QueryResponse answer = query(partitions.get(place), begin, limit - keys.size());
            keys.addAll(answer.items());
            begin = answer.lastEvaluatedKey();
            if (begin.isEmpty() && ++place == partitions.size()) {
                return new Page(read(keys, statuses), null);
            }
            if (keys.size() >= limit) {
                return new Page(
                        read(keys, statuses),
                        ListCursor.Index.of(partitions.get(place), begin).text());
            }
        }
    }

    private List<String> partitions(Set<DeliveryStatus> statuses) {
        List<String> partitions = new ArrayList<>();
        if (statuses.contains(DeliveryStatus.FAILED)) {
            partitions.add(NotificationItem.FAILED);
        }
        if (statuses.contains(DeliveryStatus.SUPPRESSED)) {
            partitions.add(NotificationItem.SUPPRESSED);
        }
        if (statuses.stream().anyMatch(IN_SHARDS::contains)) {
            for (int shard = 0; shard < configuration.shards(); shard++) {
                partitions.add(Integer.toString(shard));
            }
        }
        return partitions;
    }

    private QueryResponse query(String partition, Map<String, AttributeValue> begin, int limit) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(configuration.table())
                        .indexName(Outbox.INDEX)
                        .keyConditionExpression("#shard = :shard")
                        .expressionAttributeNames(Map.of("#shard", Outbox.SHARD))
                        .expressionAttributeValues(Map.of(":shard", Values.of(partition)))
                        // The latest failure first, but first of those that wait what is due first.
                        .scanIndexForward(!LATEST.contains(partition))
                        .limit(limit);
        if (!begin.isEmpty()) {
            query.exclusiveStartKey(begin);
        }
        return dynamo.query(query.build());
    }

    /** In the order of the keys; what has moved on since the index was written is left out. */
    private List<Notification> read(
            List<Map<String, AttributeValue>> keys, Set<DeliveryStatus> statuses) {
        List<ItemKey> wanted = keys.stream().map(ItemKey::of).toList();
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        batches.read(wanted, true).forEach(item -> found.put(ItemKey.of(item), item));
        return wanted.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(items::read)
                .filter(mail -> statuses.contains(statusOf(mail)))
                .toList();
    }

    private List<Notification> mailsOf(String orderId) {
        List<Notification> mails = new ArrayList<>();
        Map<String, AttributeValue> begin = Map.of();
        do {
            QueryRequest.Builder query =
                    QueryRequest.builder()
                            .tableName(configuration.table())
                            .keyConditionExpression("#pk = :order AND begins_with(#sk, :mail)")
                            .expressionAttributeNames(Map.of("#pk", ItemKey.PK, "#sk", ItemKey.SK))
                            .expressionAttributeValues(
                                    Map.of(
                                            ":order", Values.of(orderId),
                                            ":mail", Values.of(NotificationItem.SORT_PREFIX)))
                            .consistentRead(true)
                            .limit(MOST_OF_AN_ORDER);
            if (!begin.isEmpty()) {
                query.exclusiveStartKey(begin);
            }
            QueryResponse answer = dynamo.query(query.build());
            answer.items().forEach(item -> mails.add(items.read(item)));
            begin = answer.lastEvaluatedKey();
        } while (!begin.isEmpty() && mails.size() < MOST_OF_AN_ORDER);
        return mails;
    }

    private static DeliveryStatus statusOf(Notification mail) {
        return DeliveryStatus.of(mail.state());
    }
}
