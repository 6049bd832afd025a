package io.cashbell.messaging.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.outbox.OutboxEntry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes of several items that happen all, or none. At twice the write units of single ones, and
 * refused where others write to the same items at the same moment: for what one item cannot hold.
 *
 * <p>A transaction that met others is tried again after a pause, longer each time and never as long
 * as another's, {@value #ATTEMPTS} times in all: about two seconds. The client gives each a token,
 * so that one whose answer is lost on the way is not carried out twice.
 */
@Singleton
public final class JointTable {
    private static final int ATTEMPTS = 25;
    private static final String REFUSED = "ConditionalCheckFailed";
    private static final Set<String> BUSY =
            Set.of("TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");
    private static final Set<String> SETTLED = Set.of("None", REFUSED);

    private final DynamoDbClient dynamo;
    private final String table;
    private final ItemTable items;

    public JointTable(
            DynamoDbClient dynamo, MessagingConfiguration configuration, ItemTable items) {
        this.dynamo = dynamo;
        this.table = configuration.table();
        this.items = items;
    }

    /**
     * Writes an item that must not be there yet, and changes others.
     *
     * @throws TransactionCanceledException if others did not let it through: worth another try
     */
    public JointResult insert(
            ItemKey key,
            Map<String, AttributeValue> attributes,
            List<ItemUpdate> others,
            OutboxEntry... told) {
        Map<String, AttributeValue> item = items.fresh(key, attributes, List.of(told));
        TransactWriteItem first =
                TransactWriteItem.builder()
                        .put(
                                put ->
                                        put.tableName(table)
                                                .item(item)
                                                .conditionExpression(
                                                        "attribute_not_exists(" + ItemKey.PK + ")")
                                                .returnValuesOnConditionCheckFailure(
                                                        ReturnValuesOnConditionCheckFailure
                                                                .ALL_OLD))
                        .build();
        return write(key, first, others, List.of(told), () -> item);
    }

    /**
     * Changes an item that must be there, and others.
     *
     * @throws TransactionCanceledException if others did not let it through: worth another try
     */
    public JointResult update(ItemUpdate update, List<ItemUpdate> others) {
        items.enter(update);
        // A transaction does not return what it wrote.
        return write(
                update.key(),
                update.part(table),
                others,
                update.told(),
                () -> items.find(update.key()).orElseThrow());
    }

    private JointResult write(
            ItemKey key,
            TransactWriteItem first,
            List<ItemUpdate> others,
            List<OutboxEntry> told,
            Supplier<Map<String, AttributeValue>> written) {
        List<TransactWriteItem> parts = new ArrayList<>();
        parts.add(first);
        others.forEach(other -> parts.add(other.part(table)));
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder().transactItems(parts).build();
        for (int attempt = 1; ; attempt++) {
            try {
                dynamo.transactWriteItems(request);
            } catch (TransactionCanceledException cancelled) {
                List<CancellationReason> reasons = cancelled.cancellationReasons();
                if (isSettled(reasons, parts.size())) {
                    return refused(key, reasons, others, told);
                }
                if (attempt >= ATTEMPTS || !isBusy(reasons)) {
                    throw cancelled;
                }
                Backoff.pause(attempt);
                continue;
            }
            Map<String, AttributeValue> item = written.get();
            items.deliver(item, told);
            return new JointResult.Written(item);
        }
    }

    /** Conditions are told from one another where nothing else stood in the way. */
    private static boolean isSettled(List<CancellationReason> reasons, int parts) {
        return reasons.size() == parts
                && (reasons.getFirst().code().equals(REFUSED)
                        || reasons.stream().allMatch(each -> SETTLED.contains(each.code())));
    }

    private static boolean isBusy(List<CancellationReason> reasons) {
        return !reasons.isEmpty()
                && reasons.stream()
                        .allMatch(
                                each ->
                                        BUSY.contains(each.code())
                                                || SETTLED.contains(each.code()));
    }

    private JointResult refused(
            ItemKey key,
            List<CancellationReason> reasons,
            List<ItemUpdate> others,
            List<OutboxEntry> told) {
        List<Optional<WriteResult.Refused>> along = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            along.add(refused(others.get(i).key(), reasons.get(i + 1), List.of()));
        }
        return new JointResult.Refused(refused(key, reasons.getFirst(), told), along);
    }

    private Optional<WriteResult.Refused> refused(
            ItemKey key, CancellationReason reason, List<OutboxEntry> told) {
        if (!reason.code().equals(REFUSED)) {
            return Optional.empty();
        }
        // Not every emulator says what stood in the way.
        Map<String, AttributeValue> existing =
                reason.hasItem() && !reason.item().isEmpty()
                        ? reason.item()
                        : items.find(key).orElse(null);
        return Optional.of(items.refused(existing, told));
    }
}
