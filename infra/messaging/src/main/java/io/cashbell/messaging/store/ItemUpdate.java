package io.cashbell.messaging.store;

import io.cashbell.messaging.inbox.Inbox;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ExpressionNames;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One conditional change of one existing item: what must hold, what changes, which event was heard,
 * which is told. All of it happens, or none.
 *
 * <p>A path is {@code a} or {@code a.b}, where {@code a} is a map that exists.
 */
public final class ItemUpdate {
    private final ItemKey key;
    private final ExpressionNames names = new ExpressionNames();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<OutboxEntry> told = new ArrayList<>();

    private ItemUpdate(ItemKey key) {
        this.key = key;
        require(Condition.present(ItemKey.PK));
        add(ItemTable.VERSION, 1);
    }

    public static ItemUpdate of(ItemKey key) {
        return new ItemUpdate(key);
    }

    public ItemUpdate set(String path, AttributeValue value) {
        sets.add(names.path(path) + " = " + names.value(value));
        return this;
    }

    /** Leaves what is there already. */
    public ItemUpdate setIfAbsent(String path, AttributeValue value) {
        String name = names.path(path);
        sets.add(name + " = if_not_exists(" + name + ", " + names.value(value) + ")");
        return this;
    }

    public ItemUpdate remove(String path) {
        removes.add(names.path(path));
        return this;
    }

    /** Adds to a number at the top of the item; what is absent counts as 0. */
    public ItemUpdate add(String name, long number) {
        adds.add(names.path(name) + " " + names.value(Values.of(number)));
        return this;
    }

    /** All required conditions must hold. */
    public ItemUpdate require(Condition condition) {
        conditions.add(condition.in(names));
        return this;
    }

    /** Only if nobody changed the item since it was read. */
    public ItemUpdate atVersion(long version) {
        return require(Condition.equal(ItemTable.VERSION, Values.of(version)));
    }

    /** Refuses an event that this item has heard already, and remembers it. */
    public ItemUpdate heard(String eventId) {
        require(Inbox.notYet(eventId));
        adds.add(
                names.path(Inbox.HEARD)
                        + " "
                        + names.value(AttributeValue.fromSs(List.of(eventId))));
        return this;
    }

    /** Stores an event with the change; it is published as soon as the change is written. */
    public ItemUpdate tell(OutboxEntry entry) {
        told.add(entry);
        return this;
    }

    ItemKey key() {
        return key;
    }

    List<OutboxEntry> told() {
        return told;
    }

    UpdateItemRequest.Builder request(String table) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key.attributes())
                .updateExpression(expression())
                .conditionExpression(condition())
                .expressionAttributeNames(names.names())
                .expressionAttributeValues(names.values())
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    /** The same as a part of a transaction. */
    TransactWriteItem part(String table) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(key.attributes())
                                        .updateExpression(expression())
                                        .conditionExpression(condition())
                                        .expressionAttributeNames(names.names())
                                        .expressionAttributeValues(names.values())
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private String expression() {
        StringBuilder expression = new StringBuilder();
        clause(expression, "SET", sets);
        clause(expression, "REMOVE", removes);
        clause(expression, "ADD", adds);
        return expression.toString();
    }

    private String condition() {
        return String.join(" AND ", conditions);
    }

    private static void clause(StringBuilder expression, String keyword, List<String> parts) {
        if (!parts.isEmpty()) {
            expression.append(keyword).append(' ').append(String.join(", ", parts)).append(' ');
        }
    }
}
