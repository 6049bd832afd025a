package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.order.shopkeeping.ShopChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Records of changes, one key for each kind of thing that is changed: a record is written in the
 * transaction of its change, and numbered by the version that the change made.
 */
final class ChangeRecords {
    /** Of the catalog. */
    static final Series OF_CATALOG = new Series("catalog-change");

    /** Of those who may enter the console. */
    static final Series OF_ACCOUNTS = new Series("account-change");

    private static final String ID = "i";
    private static final String AT = "at";
    private static final String ACTOR = "w";
    private static final String KIND = "k";
    private static final String PRODUCT = "p";
    private static final String BEFORE = "b";
    private static final String AFTER = "a";

    private ChangeRecords() {}

    /** The records of one kind of thing. */
    record Series(String pk) {
        /** Before every number, newest first. */
        static final String START = "99999999999999";

        /** So that text sorts as the numbers do. */
        ItemKey key(long version) {
            return new ItemKey(pk, "%014d".formatted(version));
        }

        /**
         * Newest first; fewer than the limit only where there are no more, however large they are.
         *
         * @param before the number that ended the page before
         */
        List<Numbered> read(DynamoDbClient dynamo, String table, String before, int limit) {
            // One answer holds a megabyte at most, whatever the limit says.
            return dynamo
                    .queryPaginator(
                            QueryRequest.builder()
                                    .tableName(table)
                                    .keyConditionExpression("pk = :pk AND sk < :sk")
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":pk", Values.of(pk),
                                                    ":sk", Values.of(before)))
                                    .scanIndexForward(false)
                                    .consistentRead(true)
                                    .limit(limit)
                                    .build())
                    .items()
                    .stream()
                    .limit(limit)
                    .map(item -> new Numbered(Values.text(item, ItemKey.SK), change(item)))
                    .toList();
        }
    }

    /** A change and its number. */
    record Numbered(String number, ShopChange change) {}

    /** A write of an item that must not be there yet. */
    static TransactWriteItem insert(
            String table, ItemKey key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key.attributes());
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(table)
                                        .item(item)
                                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    static Map<String, AttributeValue> item(ShopChange change) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(ID, Values.of(change.id()));
        item.put(AT, Values.of(change.at().toEpochMilli()));
        item.put(ACTOR, Values.of(change.actor()));
        item.put(KIND, Values.of(change.kind().text()));
        item.put(AFTER, Values.of(change.after()));
        String product = change.productId();
        if (product != null) {
            item.put(PRODUCT, Values.of(product));
        }
        String before = change.before();
        if (before != null) {
            item.put(BEFORE, Values.of(before));
        }
        return item;
    }

    private static ShopChange change(Map<String, AttributeValue> item) {
        return new ShopChange(
                Values.text(item, ID),
                Instant.ofEpochMilli(Values.number(item, AT)),
                Values.text(item, ACTOR),
                ShopChange.Kind.of(Values.text(item, KIND)),
                Values.optionalText(item, PRODUCT).orElse(null),
                Values.optionalText(item, BEFORE).orElse(null),
                Values.text(item, AFTER));
    }
}
