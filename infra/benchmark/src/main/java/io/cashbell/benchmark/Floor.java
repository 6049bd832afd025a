package io.cashbell.benchmark;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The floor that a service stands on: what one signed call of AWS costs in CPU, in this run, on
 * this machine, with the same client, compiling apart. No order can cost less than its calls.
 */
final class Floor {
    private static final int WARM_UP = 20_000;
    private static final int CALLS = 10_000;

    private Floor() {}

    static Duration signedCall(Shop shop) {
        Map<String, String> aws = shop.resources().endpoints().aws();
        try (DynamoDbClient dynamo =
                DynamoDbClient.builder()
                        .region(Region.of(aws.getOrDefault("AWS_REGION", "ap-northeast-1")))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .endpointOverride(
                                URI.create(aws.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")))
                        .httpClient(Apache5HttpClient.create())
                        .build()) {
            call(dynamo, shop, WARM_UP);
            Duration before = cpu();
            call(dynamo, shop, CALLS);
            return cpu().minus(before).dividedBy(CALLS);
        }
    }

    private static void call(DynamoDbClient dynamo, Shop shop, int times) {
        String table = shop.resources().get("ORDER_TABLE");
        for (int i = 0; i < times; i++) {
            dynamo.getItem(
                    get ->
                            get.tableName(table)
                                    .key(
                                            Map.of(
                                                    "pk", AttributeValue.fromS("floor"),
                                                    "sk", AttributeValue.fromS("floor"))));
        }
    }

    private static Duration cpu() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime())
                .minus(CompilerTime.of(ProcessHandle.current()));
    }
}
