package io.cashbell.order.store;

import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ExpressionNames;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Reservation.Units;
import io.cashbell.order.catalog.Stock;
import io.cashbell.order.shopkeeping.StockWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What is for sale of one counted product: an item of its own, because orders change it. It is
 * there while the product is counted.
 */
final class StockItem {
    static final String AVAILABLE = "n";
    static final String COUNT = "c";
    private static final String KEY = "stock#";
    private static final String SORT_KEY = "stock";

    private StockItem() {}

    static ItemKey key(String productId) {
        return new ItemKey(KEY + productId, SORT_KEY);
    }

    /** By product. */
    static Map<String, Stock> read(
            ItemBatches items, Collection<String> productIds, boolean consistent) {
        List<ItemKey> keys = productIds.stream().distinct().map(StockItem::key).toList();
        Map<String, Stock> stock = new HashMap<>();
        for (Map<String, AttributeValue> item : items.read(keys, consistent)) {
            String productId = Values.text(item, ItemKey.PK).substring(KEY.length());
            stock.put(productId, read(item));
        }
        return stock;
    }

    static Stock read(Map<String, AttributeValue> item) {
        return new Stock(Values.text(item, COUNT), Values.number(item, AVAILABLE));
    }

    /**
     * As a part of the transaction that changes the shop: on condition that it is as it was read.
     */
    static TransactWriteItem write(StockWrite wanted, String table) {
        ItemKey key = key(wanted.productId());
        Long from = wanted.from();
        Long to = wanted.to();
        if (from == null) {
            Map<String, AttributeValue> item = new HashMap<>(key.attributes());
            item.put(COUNT, Values.of(wanted.count()));
            item.put(AVAILABLE, Values.of(to == null ? 0 : to));
            item.put(ItemTable.VERSION, Values.of(1));
            return TransactWriteItem.builder()
                    .put(
                            put ->
                                    put.tableName(table)
                                            .item(item)
                                            .conditionExpression("attribute_not_exists(pk)"))
                    .build();
        }
        ExpressionNames names = new ExpressionNames();
        String asRead =
                Condition.equal(COUNT, Values.of(wanted.count())).in(names)
                        + " AND "
                        + Condition.equal(AVAILABLE, Values.of(from)).in(names);
        if (to == null) {
            return TransactWriteItem.builder()
                    .delete(
                            delete ->
                                    delete.tableName(table)
                                            .key(key.attributes())
                                            .conditionExpression(asRead)
                                            .expressionAttributeNames(names.names())
                                            .expressionAttributeValues(names.values()))
                    .build();
        }
        String set =
                "SET %s = %s ADD %s %s"
                        .formatted(
                                names.path(AVAILABLE),
                                names.value(Values.of(to)),
                                names.path(ItemTable.VERSION),
                                names.value(Values.of(1)));
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(key.attributes())
                                        .conditionExpression(asRead)
                                        .updateExpression(set)
                                        .expressionAttributeNames(names.names())
                                        .expressionAttributeValues(names.values()))
                .build();
    }

    /** Takes them off what is for sale, if there are so many. */
    static ItemUpdate take(Units units) {
        return ItemUpdate.of(key(units.productId()))
                .require(Condition.equal(COUNT, Values.of(units.count())))
                .require(Condition.atLeast(AVAILABLE, Values.of(units.quantity())))
                .add(AVAILABLE, -units.quantity());
    }

    /** They are for sale again, if they are still of that count. */
    static ItemUpdate giveBack(Units units) {
        return ItemUpdate.of(key(units.productId()))
                .require(Condition.equal(COUNT, Values.of(units.count())))
                .add(AVAILABLE, units.quantity());
    }

    /**
     * What to try next when units could not be taken.
     *
     * @param units to take: of the present count; without those of products that are not counted
     *     any more
     * @param left of each product that has too few; empty if another try is worth it
     */
    record Refusal(List<Units> units, Map<String, Long> left) {
        /**
         * @param refused why each was not taken, in the order of {@code wanted}
         */
        static Refusal of(List<Units> wanted, List<Optional<WriteResult.Refused>> refused) {
            List<Units> units = new ArrayList<>();
            Map<String, Long> left = new HashMap<>();
            for (int i = 0; i < wanted.size(); i++) {
                Units each = wanted.get(i);
                if (refused.get(i).isEmpty()) {
                    units.add(each);
                    continue;
                }
                Optional<Stock> stock = refused.get(i).get().found().map(StockItem::read);
                stock.filter(known -> known.available() < each.quantity())
                        .ifPresent(known -> left.put(each.productId(), known.available()));
                stock.map(known -> new Units(each.productId(), each.quantity(), known.count()))
                        .ifPresent(units::add);
            }
            return new Refusal(units, left);
        }
    }
}
