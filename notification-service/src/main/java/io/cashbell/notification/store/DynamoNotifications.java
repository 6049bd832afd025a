package io.cashbell.notification.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.SharedWrites;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Mails in the service's table, one item each. Only a mail that waits for the sweep is in the
 * sparse index, so a mail that goes out at once costs two writes and no index entry. That it was
 * sent is written together with others that were.
 */
@Singleton
final class DynamoNotifications implements Notifications {
    /**
     * Who wrote last: a write whose answer got lost is repeated by the client, and must know itself
     * again.
     */
    private static final String WRITER = "w";

    private final ItemTable table;
    private final SharedWrites writes;
    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final NotificationItem items;

    DynamoNotifications(
            ItemTable table,
            SharedWrites writes,
            DynamoDbClient dynamo,
            MessagingConfiguration configuration,
            NotificationItem items) {
        this.table = table;
        this.writes = writes;
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.items = items;
    }

    @Override
    public Optional<Notification> insert(Notification fresh) {
        AttributeValue writer = newWriter();
        Map<String, AttributeValue> attributes = new HashMap<>(items.attributes(fresh));
        attributes.put(WRITER, writer);
        attributes.putAll(index(fresh.id(), fresh.state()));
        return inTheWay(table.insert(NotificationItem.key(fresh.id()), attributes), writer);
    }

    @Override
    public Optional<Notification> find(NotificationId id) {
        return table.find(NotificationItem.key(id)).map(items::read);
    }

    @Override
    public Optional<Notification> replace(Notification seen, DeliveryState next) {
        return move(seen, next, Map.of());
    }

    @Override
    public Optional<Notification> rewrite(Notification seen, Notification next) {
        return move(seen, next.state(), items.attributes(next));
    }

    private Optional<Notification> move(
            Notification seen, DeliveryState next, Map<String, AttributeValue> facts) {
        AttributeValue writer = newWriter();
        Map<String, AttributeValue> before = NotificationItem.state(seen.state());
        Map<String, AttributeValue> after = new HashMap<>(facts);
        after.putAll(NotificationItem.state(next));
        after.put(WRITER, writer);
        Set<String> gone =
                before.keySet().stream()
                        .filter(name -> !after.containsKey(name))
                        .collect(Collectors.toSet());
        Map<String, AttributeValue> index = index(seen.id(), next);
        if (next instanceof Sent
                && index(seen.id(), seen.state()).isEmpty()
                && writes.change(NotificationItem.key(seen.id()), before, after, gone)) {
            return Optional.empty();
        }
        ItemUpdate update = ItemUpdate.of(NotificationItem.key(seen.id()));
        before.forEach((name, value) -> update.require(Condition.equal(name, value)));
        after.forEach(update::set);
        gone.forEach(update::remove);
        index.forEach(update::set);
        if (index.isEmpty() && !index(seen.id(), seen.state()).isEmpty()) {
            update.remove(Outbox.SHARD).remove(Outbox.SINCE);
        }
        return inTheWay(table.update(update), writer);
    }

    /** What makes the mail found by those who have to see to it; nothing if nobody has. */
    private Map<String, AttributeValue> index(NotificationId id, DeliveryState state) {
        return NotificationItem.listed(state, configuration.shardOf(id.orderId()))
                .map(
                        listed ->
                                Map.of(
                                        Outbox.SHARD, Values.of(listed.partition()),
                                        Outbox.SINCE, Values.of(sortable(listed.since()))))
                .orElse(Map.of());
    }

    @Override
    public Iterator<List<NotificationId>> findDue(Instant now, int page) {
        return new DuePages(dynamo, configuration, sortable(now), page);
    }

    private Optional<Notification> inTheWay(WriteResult result, AttributeValue writer) {
        return switch (result) {
            case Written _ -> Optional.empty();
            case Refused refused -> {
                Map<String, AttributeValue> existing =
                        refused.found()
                                .orElseThrow(
                                        () -> new IllegalStateException("The mail is not there"));
                yield writer.equals(existing.get(WRITER))
                        ? Optional.empty()
                        : Optional.of(items.read(existing));
            }
        };
    }

    private static AttributeValue newWriter() {
        return Values.of(EventIds.next().substring(0, 12));
    }

    /** Always three decimals, so that texts sort as times do. */
    private static String sortable(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return switch (text.length()) {
            case 20 -> text.substring(0, 19) + ".000Z";
            default -> text;
        };
    }
}
