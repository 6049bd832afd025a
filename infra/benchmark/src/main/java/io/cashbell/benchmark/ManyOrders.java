package io.cashbell.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Fills the order table with copies of one order that was really placed, each with an id, a buyer
 * and a moment of its own: one a minute, back from now. Attributes as {@code
 * io.cashbell.order.store} keeps them.
 */
final class ManyOrders implements AutoCloseable {
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BATCH = 25;
    private static final int WRITERS = 8;
    private static final String ORDER =
            """
            {"items": [{"productId": "tea-oolong", "quantity": 2}],
             "currency": "TWD",
             "buyer": {"name": "王小明", "phone": "0912345678", "email": "buyer@example.com"},
             "shipTo": {"recipient": "王小明", "line1": "忠孝東路一段 1 號", "city": "臺北市",
                        "postalCode": "100", "country": "TW"},
             "paymentMethod": "pay-on-arrival",
             "locale": "zh-TW"}
            """;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Map<String, AttributeValue> pattern;
    private final Instant newest = Instant.now().minus(Duration.ofHours(1));
    private final AtomicLong written = new AtomicLong();

    ManyOrders(Shop shop, Http http) throws IOException, InterruptedException {
        Map<String, String> aws = shop.resources().endpoints().aws();
        this.dynamo =
                DynamoDbClient.builder()
                        .region(Region.of(aws.getOrDefault("AWS_REGION", "ap-northeast-1")))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .endpointOverride(
                                URI.create(aws.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")))
                        .build();
        this.table = shop.resources().get("ORDER_TABLE");
        JsonNode placed =
                http.postJson(
                        shop.of(Service.ORDER).resolve("/api/orders"),
                        ORDER,
                        UUID.randomUUID().toString());
        Map<String, AttributeValue> key =
                Map.of(
                        "pk", AttributeValue.fromS(placed.path("orderId").asText()),
                        "sk", AttributeValue.fromS("order"));
        Map<String, AttributeValue> item =
                new HashMap<>(
                        dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                                .item());
        List.of("outbox", "pendingShard", "pendingSince").forEach(item::remove);
        this.pattern = Map.copyOf(item);
    }

    /** Writes until there are so many. */
    void fillUpTo(long orders) throws Exception {
        long from = written.get();
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.add(
                        threads.submit(
                                () -> {
                                    RandomGenerator random = RandomGenerator.getDefault();
                                    long first = written.getAndAdd(BATCH);
                                    while (first < orders) {
                                        write(first, Math.min(orders, first + BATCH), random);
                                        first = written.getAndAdd(BATCH);
                                    }
                                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        written.set(orders);
        System.out.printf("%,d orders written%n", orders - from);
    }

    private void write(long from, long to, RandomGenerator random) {
        List<WriteRequest> puts = new ArrayList<>();
        for (long i = from; i < to; i++) {
            Map<String, AttributeValue> item = copy(i, random);
            puts.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        Map<String, List<WriteRequest>> left = Map.of(table, puts);
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == 100) {
                throw new IllegalStateException("the table takes no more");
            }
            Map<String, List<WriteRequest>> now = left;
            left = dynamo.batchWriteItem(write -> write.requestItems(now)).unprocessedItems();
        }
    }

    private Map<String, AttributeValue> copy(long number, RandomGenerator random) {
        String id = text(26, random);
        Instant at = newest.minus(Duration.ofMinutes(number));
        String digits = Long.toString(at.toEpochMilli(), 32);
        Map<String, AttributeValue> item = new HashMap<>(pattern);
        item.put("pk", AttributeValue.fromS(id));
        item.put("at", AttributeValue.fromN(Long.toString(at.toEpochMilli())));
        item.put(
                "lt",
                AttributeValue.fromS(
                        "0".repeat(9 - digits.length()) + digits + id.substring(0, 8)));
        // Nine of ten are over: shipped, cancelled, expired; the rest are to be seen to.
        String group = number % 10 == 0 ? "o" : List.of("s", "d", "c", "e").get((int) (number % 4));
        item.put("lg", AttributeValue.fromS(group + Math.floorMod(id.hashCode(), 4)));
        item.put("ph", AttributeValue.fromS(text(22, random)));
        return item;
    }

    private static String text(int length, RandomGenerator random) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** A moment that half of the orders lie before. */
    Instant middle() {
        return newest.minus(Duration.ofMinutes(written.get() / 2));
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
