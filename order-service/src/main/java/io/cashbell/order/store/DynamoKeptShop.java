package io.cashbell.order.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ExpressionNames;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxRelay;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Digest;
import io.cashbell.order.catalog.Stock;
import io.cashbell.order.shopkeeping.AnsweredCommand;
import io.cashbell.order.shopkeeping.KeptShop;
import io.cashbell.order.shopkeeping.ShopChange;
import io.cashbell.order.shopkeeping.StockWrite;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The catalog's changes in DynamoDB. A change, its record, the stock that goes with it, the event
 * that it tells and the answer to its command are up to five items in one transaction: rare, so its
 * price does not matter, and a record that grew with the catalog would fill its item. The client
 * gives each transaction a token, so that one whose answer is lost is not carried out twice.
 */
@Singleton
final class DynamoKeptShop implements KeptShop {
    static final ItemKey CATALOG = new ItemKey("catalog", "catalog");
    static final String DOCUMENT = "doc";
    private static final String LAST_CHANGE = "lc";
    private static final String REQUEST = "d";
    private static final String STATUS = "st";
    private static final String BODY = "b";
    private static final String TAG = "e";
    private static final String TTL = "ttl";
    private static final String SORT_KEY = "command";

    /** A day is promised. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final DynamoDbClient dynamo;
    private final ItemTable items;
    private final ItemBatches batches;
    private final MessagingConfiguration configuration;
    private final @Nullable OutboxRelay relay;
    private final ChangeLog log;
    private final String table;
    private final Clock clock;

    DynamoKeptShop(
            DynamoDbClient dynamo,
            ItemTable items,
            ChangeLog log,
            MessagingConfiguration configuration,
            @Nullable OutboxRelay relay,
            Clock clock) {
        this.dynamo = dynamo;
        this.items = items;
        this.configuration = configuration;
        this.relay = relay;
        this.log = log;
        this.table = configuration.table();
        this.batches = new ItemBatches(dynamo, table);
        this.clock = clock;
    }

    @Override
    public Optional<Version> latest() {
        return items.find(CATALOG)
                .map(
                        item ->
                                new Version(
                                        Values.text(item, DOCUMENT),
                                        Values.optionalNumber(item, ItemTable.VERSION).orElse(0L),
                                        Values.optionalText(item, LAST_CHANGE).orElse("")));
    }

    @Override
    public Outcome write(
            Version before,
            String document,
            ShopChange change,
            @Nullable StockWrite stock,
            @Nullable AnsweredCommand answered) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(catalog(before, document, change));
        writes.add(
                ChangeRecords.insert(
                        table,
                        ChangeRecords.OF_CATALOG.key(before.number() + 1),
                        ChangeRecords.item(change)));
        if (stock != null) {
            writes.add(StockItem.write(stock, table));
        }
        Optional<Map<String, AttributeValue>> told = told(change, before.number() + 1);
        told.ifPresent(
                item ->
                        writes.add(
                                ChangeRecords.insert(
                                        table, ShopEvents.key(before.number() + 1), item)));
        if (answered != null) {
            writes.add(ChangeRecords.insert(table, key(answered.name()), answer(answered)));
        }
        try {
            dynamo.transactWriteItems(
                    TransactWriteItemsRequest.builder().transactItems(writes).build());
            if (relay != null) {
                told.ifPresent(relay::deliver);
            }
            return Outcome.WRITTEN;
        } catch (TransactionCanceledException cancelled) {
            List<Boolean> refused = Transactions.refused(cancelled);
            return answered != null && refused.getLast()
                    ? Outcome.ANSWERED_BEFORE
                    : Outcome.OVERTAKEN;
        }
    }

    @Override
    public Map<String, Stock> stock(Collection<String> productIds) {
        return StockItem.read(batches, productIds, true);
    }

    @Override
    public Optional<AnsweredCommand> answered(String name) {
        return items.find(key(name))
                .map(
                        item ->
                                new AnsweredCommand(
                                        name,
                                        Digest.ofBytes(Values.bytes(item, REQUEST)),
                                        Math.toIntExact(Values.number(item, STATUS)),
                                        Values.text(item, BODY),
                                        Values.text(item, TAG)));
    }

    @Override
    public Outcome remember(@Nullable AnsweredCommand answered) {
        return answered == null
                        || items.insert(key(answered.name()), answer(answered))
                                instanceof WriteResult.Written
                ? Outcome.WRITTEN
                : Outcome.ANSWERED_BEFORE;
    }

    @Override
    public Page changes(Optional<String> after, int limit) {
        return log.read(after, limit);
    }

    private TransactWriteItem catalog(Version before, String document, ShopChange change) {
        ExpressionNames names = new ExpressionNames();
        Condition isAsRead =
                before.number() == 0
                        ? Condition.absent(ItemTable.VERSION)
                        : Condition.equal(ItemTable.VERSION, Values.of(before.number()));
        String condition = Condition.present(ItemKey.PK).in(names) + " AND " + isAsRead.in(names);
        String set =
                "SET %s = %s, %s = %s, %s = %s"
                        .formatted(
                                names.path(DOCUMENT),
                                names.value(Values.of(document)),
                                names.path(LAST_CHANGE),
                                names.value(Values.of(change.id())),
                                names.path(ItemTable.VERSION),
                                names.value(Values.of(before.number() + 1)));
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(CATALOG.attributes())
                                        .conditionExpression(condition)
                                        .updateExpression(set)
                                        .expressionAttributeNames(names.names())
                                        .expressionAttributeValues(names.values()))
                .build();
    }

    /** The event that a change tells, as an item; empty for none, or where nobody publishes. */
    private Optional<Map<String, AttributeValue>> told(ShopChange change, long number) {
        return relay == null
                ? Optional.empty()
                : ShopEvents.toldBy(change, number)
                        .map(entry -> ShopEvents.item(change, entry, configuration));
    }

    private Map<String, AttributeValue> answer(AnsweredCommand answered) {
        return Map.of(
                REQUEST, Values.of(answered.request().bytes()),
                STATUS, Values.of(answered.status()),
                BODY, Values.of(answered.body()),
                TAG, Values.of(answered.tag()),
                TTL, Values.of(clock.instant().plus(REMEMBERED).getEpochSecond()));
    }

    private static ItemKey key(String command) {
        return new ItemKey("shop-command#" + command, SORT_KEY);
    }
}
