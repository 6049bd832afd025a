package io.cashbell.order.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.catalog.Catalogs;
import io.cashbell.order.catalog.Stock;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The catalog in DynamoDB: one item, read through a cache, so that it is never a hot one. */
@Singleton
final class DynamoCatalogs implements Catalogs {
    private final ItemTable table;
    private final ItemBatches items;

    DynamoCatalogs(ItemTable table, DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.table = table;
        this.items = new ItemBatches(dynamo, configuration.table());
    }

    @Override
    public Optional<String> find() {
        return table.findEventually(DynamoKeptShop.CATALOG).map(DynamoCatalogs::document);
    }

    @Override
    public Map<String, Stock> stock(Collection<String> productIds) {
        return StockItem.read(items, productIds, false);
    }

    @Override
    public String seed(String document) {
        return switch (table.insert(
                DynamoKeptShop.CATALOG, Map.of(DynamoKeptShop.DOCUMENT, Values.of(document)))) {
            case WriteResult.Written _ -> document;
            case WriteResult.Refused refused ->
                    refused.found().map(DynamoCatalogs::document).orElse(document);
        };
    }

    private static String document(Map<String, AttributeValue> item) {
        return Values.text(item, DynamoKeptShop.DOCUMENT);
    }
}
