package io.cashbell.local.provision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
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
        return changes + expireItems(table.name());
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
        var request =
                CreateTableRequest.builder()
                        .tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                text("pk"), text("sk"), text("pendingShard"), text("pendingSince"))
                        .keySchema(hash("pk"), range("sk"))
                        .globalSecondaryIndexes(
                                GlobalSecondaryIndex.builder()
                                        .indexName(Topology.PENDING_INDEX)
                                        .keySchema(hash("pendingShard"), range("pendingSince"))
                                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                                        .build());
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

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
    }

    private static KeySchemaElement range(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
    }
}
