package io.cashbell.local.provision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Tables: keys {@code pk} and {@code sk}, on demand, the sparse index, items that expire. */
final class Tables {
    private final DynamoDbClient dynamoDb;

    Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** How many changes it took. */
    int provision(List<Topology.Table> tables) {
        return tables.stream().mapToInt(this::provision).sum();
    }

    private int provision(Topology.Table table) {
        var changes = 0;
        var status = status(table.name());
        if (status == null) {
            create(table);
            changes++;
        }
        if (status != TableStatus.ACTIVE) {
            dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table.name()));
        }
        return changes + addIndexes(table) + expireItems(table.name());
    }

    /** A table that was made before its service had these indexes. */
    private int addIndexes(Topology.Table table) {
        var changes = 0;
        if (table.dues()) {
            changes += addIndex(table.name(), dues(), text("dueShard"), number("dueAt"));
            changes += addIndex(table.name(), paid(), text("paidShard"), text("paidAs"));
            changes += addIndex(table.name(), waiting(), text("waitShard"), text("waitAs"));
        }
        if (table.orders()) {
            changes += addIndex(table.name(), listed(), text("lg"), text("lt"));
            changes += addIndex(table.name(), phone(), text("ph"), text("lt"));
        }
        return changes;
    }

    private int addIndex(
            String table, GlobalSecondaryIndex index, AttributeDefinition... attributes) {
        var there =
                dynamoDb.describeTable(request -> request.tableName(table))
                        .table()
                        .globalSecondaryIndexes();
        if (there.stream().anyMatch(i -> i.indexName().equals(index.indexName()))) {
            return 0;
        }
        dynamoDb.updateTable(
                request ->
                        request.tableName(table)
                                .attributeDefinitions(attributes)
                                .globalSecondaryIndexUpdates(
                                        update ->
                                                update.create(
                                                        create ->
                                                                create.indexName(index.indexName())
                                                                        .keySchema(
                                                                                index.keySchema())
                                                                        .projection(
                                                                                index
                                                                                        .projection()))));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
        return 1;
    }

    private static GlobalSecondaryIndex dues() {
        return index(Topology.DUE_INDEX, "dueShard", "dueAt");
    }

    /** With what a day's close reads, so that it need not read every payment. */
    private static GlobalSecondaryIndex paid() {
        return including(index(Topology.PAID_INDEX, "paidShard", "paidAs"), "m", "amt");
    }

    private static GlobalSecondaryIndex waiting() {
        return index(Topology.WAITING_INDEX, "waitShard", "waitAs");
    }

    /** With the method, which never changes: its filter need not read every order. */
    private static GlobalSecondaryIndex listed() {
        return including(index(Topology.LISTED_INDEX, "lg", "lt"), "m");
    }

    private static GlobalSecondaryIndex phone() {
        return index(Topology.PHONE_INDEX, "ph", "lt");
    }

    private static GlobalSecondaryIndex including(GlobalSecondaryIndex index, String... names) {
        return index.toBuilder()
                .projection(
                        projection ->
                                projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes(names))
                .build();
    }

    private @Nullable TableStatus status(String table) {
        try {
            return dynamoDb.describeTable(request -> request.tableName(table))
                    .table()
                    .tableStatus();
        } catch (ResourceNotFoundException missing) {
            return null;
        }
    }

    private void create(Topology.Table table) {
        var attributes =
                new ArrayList<>(
                        List.of(
                                text("pk"),
                                text("sk"),
                                text("pendingShard"),
                                text("pendingSince")));
        var indexes =
                new ArrayList<>(
                        List.of(index(Topology.PENDING_INDEX, "pendingShard", "pendingSince")));
        if (table.dues()) {
            attributes.addAll(
                    List.of(
                            text("dueShard"),
                            number("dueAt"),
                            text("paidShard"),
                            text("paidAs"),
                            text("waitShard"),
                            text("waitAs")));
            indexes.add(dues());
            indexes.add(paid());
            indexes.add(waiting());
        }
        if (table.orders()) {
            attributes.addAll(List.of(text("lg"), text("lt"), text("ph")));
            indexes.addAll(List.of(listed(), phone()));
        }
        var request =
                CreateTableRequest.builder()
                        .tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attributes)
                        .keySchema(hash("pk"), range("sk"))
                        .globalSecondaryIndexes(indexes);
        try {
            dynamoDb.createTable(request.build());
        } catch (ResourceInUseException createdMeanwhile) {
            // Somebody else provisions the same: what matters is that it is there.
            return;
        }
    }

    private int expireItems(String table) {
        var status =
                dynamoDb.describeTimeToLive(request -> request.tableName(table))
                        .timeToLiveDescription()
                        .timeToLiveStatus();
        if (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING) {
            return 0;
        }
        dynamoDb.updateTimeToLive(
                request ->
                        request.tableName(table)
                                .timeToLiveSpecification(
                                        ttl ->
                                                ttl.enabled(true)
                                                        .attributeName(Topology.TTL_ATTRIBUTE)));
        return 1;
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(hash(hash), range(range))
                .projection(Tables::keys)
                .build();
    }

    private static void keys(Projection.Builder projection) {
        projection.projectionType(ProjectionType.KEYS_ONLY);
    }

    private static AttributeDefinition text(String name) {
        return attribute(name, ScalarAttributeType.S);
    }

    private static AttributeDefinition number(String name) {
        return attribute(name, ScalarAttributeType.N);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
    }

    private static KeySchemaElement range(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
    }
}
