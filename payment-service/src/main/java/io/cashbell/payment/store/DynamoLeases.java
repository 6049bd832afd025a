package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.Leases;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A lease as an item, key {@code (lease#name, lease)}: {@code h} its holder, {@code u} until when.
 */
@Singleton
class DynamoLeases implements Leases {

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;

    DynamoLeases(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.configuration = configuration;
    }

    @Override
    public boolean take(String name, String holder, Instant now, Duration length) {
        try {
            dynamo.updateItem(
                    update ->
                            update.tableName(configuration.table())
                                    .key(key(name).attributes())
                                    .updateExpression("SET #h = :holder, #u = :until")
                                    .conditionExpression(
                                            "attribute_not_exists(#u) OR #u <= :now OR #h = :holder")
                                    .expressionAttributeNames(Map.of("#h", "h", "#u", "u"))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":holder", Values.of(holder),
                                                    ":until",
                                                            Values.of(
                                                                    now.plus(length)
                                                                            .toEpochMilli()),
                                                    ":now", Values.of(now.toEpochMilli()))));
            return true;
        } catch (ConditionalCheckFailedException somebodyElseHasIt) {
            return false;
        }
    }

    @Override
    public void release(String name, String holder) {
        try {
            dynamo.deleteItem(
                    delete ->
                            delete.tableName(configuration.table())
                                    .key(key(name).attributes())
                                    .conditionExpression("#h = :holder")
                                    .expressionAttributeNames(Map.of("#h", "h"))
                                    .expressionAttributeValues(
                                            Map.of(":holder", Values.of(holder))));
        } catch (ConditionalCheckFailedException nobodysOrAnothers) {
            // It ran out, and somebody else has it now.
        }
    }

    private static ItemKey key(String name) {
        return new ItemKey("lease#" + name, "lease");
    }
}
