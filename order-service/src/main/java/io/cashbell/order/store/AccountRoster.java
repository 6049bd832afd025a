package io.cashbell.order.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.Backoff;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.shopkeeping.ShopChange;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
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
 * The roster: one item with the names of all accounts that have a password, {@code m}, whose
 * version counts the changes of any of them. Every change by an owner is written with it, on
 * condition of the version on which it was decided, so that two changes never both believe that the
 * other's owner remains. The version also numbers the record of the change.
 */
@Singleton
final class AccountRoster {
    private static final ItemKey KEY = new ItemKey("accounts", "accounts");
    private static final String NAMES = "m";
    private static final String ANY_VERSION = "ADD #ver :one, #m :name";
    private static final int ATTEMPTS = 10;

    private final DynamoDbClient dynamo;
    private final ItemTable items;
    private final String table;

    AccountRoster(DynamoDbClient dynamo, ItemTable items, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.items = items;
        this.table = configuration.table();
    }

    /** The roster is read before the accounts: what changes between is noticed when one writes. */
    Accounts.Listing list() {
        Optional<Map<String, AttributeValue>> roster = items.find(KEY);
        List<ItemKey> keys =
                roster.flatMap(item -> Optional.ofNullable(item.get(NAMES))).stream()
                        .flatMap(names -> names.ss().stream())
                        .map(AccountItem::key)
                        .toList();
        List<Account> accounts =
                new ItemBatches(dynamo, table)
                        .read(keys, true).stream()
                                .map(AccountItem::read)
                                .filter(account -> account.password() != null)
                                .sorted(Comparator.comparing(Account::email))
                                .toList();
        return new Accounts.Listing(
                roster.flatMap(item -> Values.optionalNumber(item, ItemTable.VERSION)).orElse(0L),
                accounts);
    }

    /** False if there is an account of that name. */
    boolean insert(Account account) {
        List<TransactWriteItem> writes = List.of(put(null, account), any(account.email()));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                transact(writes);
                return true;
            } catch (TransactionCanceledException cancelled) {
                if (Transactions.refused(cancelled).getFirst()) {
                    return false;
                }
            }
            Backoff.pause(attempt);
        }
        throw new ContentionException("Too many change accounts at this moment");
    }

    /** Takes in an account that is there. */
    void enter(String email) {
        dynamo.updateItem(
                update ->
                        update.tableName(table)
                                .key(KEY.attributes())
                                .updateExpression(ANY_VERSION)
                                .expressionAttributeNames(names())
                                .expressionAttributeValues(entered(email)));
    }

    /** False, and nothing is written, if account or roster are not as they were read. */
    boolean write(long version, @Nullable Account before, Account after, ShopChange change) {
        try {
            transact(
                    List.of(
                            put(before, after),
                            next(version, after.email()),
                            ChangeRecords.insert(
                                    table,
                                    ChangeRecords.OF_ACCOUNTS.key(version + 1),
                                    ChangeRecords.item(change))));
            return true;
        } catch (TransactionCanceledException cancelled) {
            // Whichever it was: decide again on what is there now.
            Transactions.refused(cancelled);
            return false;
        }
    }

    private void transact(List<TransactWriteItem> writes) {
        dynamo.transactWriteItems(
                TransactWriteItemsRequest.builder().transactItems(writes).build());
    }

    private TransactWriteItem put(@Nullable Account before, Account after) {
        Map<String, AttributeValue> item = new HashMap<>(AccountItem.of(after));
        item.putAll(AccountItem.key(after.email()).attributes());
        item.put(AccountItem.LISTED, Values.of(true));
        item.put(ItemTable.VERSION, Values.of(after.generation()));
        return TransactWriteItem.builder()
                .put(
                        put -> {
                            put.tableName(table).item(item);
                            if (before == null) {
                                put.conditionExpression("attribute_not_exists(pk)");
                            } else {
                                put.conditionExpression("#g = :g")
                                        .expressionAttributeNames(
                                                Map.of("#g", AccountItem.GENERATION))
                                        .expressionAttributeValues(
                                                Map.of(":g", Values.of(before.generation())));
                            }
                        })
                .build();
    }

    private TransactWriteItem any(String email) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(KEY.attributes())
                                        .updateExpression(ANY_VERSION)
                                        .expressionAttributeNames(names())
                                        .expressionAttributeValues(entered(email)))
                .build();
    }

    private TransactWriteItem next(long version, String email) {
        Map<String, AttributeValue> values = new HashMap<>(entered(email));
        if (version > 0) {
            values.put(":ver", Values.of(version));
        }
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(KEY.attributes())
                                        .conditionExpression(
                                                version > 0
                                                        ? "#ver = :ver"
                                                        : "attribute_not_exists(#ver)")
                                        .updateExpression(ANY_VERSION)
                                        .expressionAttributeNames(names())
                                        .expressionAttributeValues(values))
                .build();
    }

    private static Map<String, String> names() {
        return Map.of("#ver", ItemTable.VERSION, "#m", NAMES);
    }

    private static Map<String, AttributeValue> entered(String email) {
        return Map.of(":one", Values.of(1), ":name", AttributeValue.fromSs(List.of(email)));
    }
}
