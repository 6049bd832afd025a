package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.order.fakes.Shop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders that are placed, shown and watched. */
@Timeout(120)
class OrderServiceIT extends ServiceOnABackend {
    OrderServiceIT(Resources resources) {
        super(resources);
    }

    @Test
    @Tag("S4-36")
    void anOrderIsToldToThePaymentServiceOnceItIsPlaced() {
        String id = place(shop).path("orderId").asText();
        CloudEvent told = awaitTold(Set.of(id)).getFirst();
        assertThat(told.type()).isEqualTo("order.created.v1");
        assertThat(told.data().path("total").path("amount").asText()).isEqualTo("1200");
        assertThat(told.data().path("accessTokenHash").asText()).hasSize(43);
    }

    @Test
    void aHundredClientsWithOneKeyMakeOneOrderAlsoInTwoInstances() {
        try (Shop other = Shop.open(resources)) {
            String key = EventIds.next();
            List<HttpResponse<String>> answers =
                    IntStream.range(0, 100)
                            .parallel()
                            .mapToObj(i -> (i % 2 == 0 ? shop : other).order(Shop.ORDER, KEY, key))
                            .toList();
            assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
            assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
            assertThat(
                            answers.stream()
                                    .filter(
                                            answer ->
                                                    answer.headers()
                                                            .firstValue("Idempotency-Replayed")
                                                            .isEmpty()))
                    .hasSize(1);
            String id = json(answers.getFirst()).path("orderId").asText();
            assertThat(awaitTold(Set.of(id))).extracting(CloudEvent::id).hasSize(1);
            assertThat(other.order(Shop.ORDER.replace("王小明", "李小華"), KEY, key).statusCode())
                    .isEqualTo(422);
        }
    }

    @Test
    @Tag("S4-30")
    void aChangeMadeElsewhereIsSeenInTheStreamWithinTwoSeconds() throws IOException {
        JsonNode order = place(shop);
        String events =
                "/api/orders/%s/events?token=%s"
                        .formatted(
                                order.path("orderId").asText(), order.path("accessToken").asText());
        HttpResponse<InputStream> response =
                shop.send(shop.request(events).GET(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: order");
            try (Shop other = Shop.open(resources)) {
                other.the(Orders.class)
                        .hear(new OrderId(order.path("orderId").asText()), OrderFixtures.paid());
            }
            long changed = System.nanoTime();
            String line = lines.readLine();
            while (line != null && !line.contains("\"status\":\"paid\"")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - changed))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @Tag("S4-34")
    void aShopThatIsClosedInTheTableTakesNoOrderFiveSecondsLater() {
        place(shop);
        DynamoDbClient dynamo = shop.the(DynamoDbClient.class);
        Map<String, AttributeValue> key =
                Map.of(
                        "pk", AttributeValue.fromS("catalog"),
                        "sk", AttributeValue.fromS("catalog"));
        String table = resources.get("ORDER_TABLE");
        String open =
                Values.text(dynamo.getItem(get -> get.tableName(table).key(key)).item(), "doc");
        try {
            write(dynamo, key, open.replace("\"open\"", "\"closed\""));
            long closed = System.nanoTime();
            await("orders are refused", () -> shop.order(Shop.ORDER).statusCode() == 503);
            assertThat(Duration.ofNanos(System.nanoTime() - closed))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(json(shop.get("/api/site")).path("status").asText()).isEqualTo("closed");
        } finally {
            write(dynamo, key, open);
        }
    }

    @Test
    @Tag("S4-58")
    void guessesAtThePhoneNumberAreLimited() {
        JsonNode order = place(shop);
        String path = "/api/orders/" + order.path("orderId").asText() + "?phoneTail=";
        assertThat(shop.get(path + "5678").statusCode()).isEqualTo(200);
        List<Integer> answers =
                IntStream.range(0, 30)
                        .parallel()
                        .mapToObj(i -> shop.get(path + "0000").statusCode())
                        .toList();
        assertThat(answers).containsOnly(404, 429);
        assertThat(Collections.frequency(answers, 404)).isEqualTo(10);
        HttpResponse<String> refused = shop.get(path + "5678");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(status(order)).isEqualTo("created");
    }

    @Test
    void anOrderIsOneWriteAndItsPaymentIsOneWrite() {
        double marked = marks();
        JsonNode warmUp = place(shop);
        double puts = shop.calls("PutItem");
        double gets = shop.calls("GetItem");
        JsonNode order = place(shop, EventIds.next());
        assertThat(shop.calls("PutItem") - puts).isEqualTo(1);
        assertThat(shop.calls("GetItem") - gets)
                .as("the catalog may be looked at again")
                .isLessThanOrEqualTo(1);
        OrderId id = new OrderId(order.path("orderId").asText());
        // The relay marks what it has published by updates of its own.
        await("both are published", () -> isMarked(warmUp) && isMarked(order));
        // A call is counted when its answer is read, a little after others can see what it did.
        await("both marks are counted", () -> marks() - marked >= 2);
        double updates = shop.calls("UpdateItem");
        shop.the(Orders.class).hear(id, OrderFixtures.paid());
        assertThat(shop.calls("UpdateItem") - updates).isEqualTo(1);
        assertThat(shop.calls("Scan")).isZero();
        assertThat(shop.calls("TransactWriteItems") + shop.calls("BatchGetItem"))
                .as("what stock costs where nothing is counted")
                .isZero();
    }

    /** Items marked one by one; two that are marked together are two at least. */
    private double marks() {
        return shop.calls("UpdateItem") + 2 * shop.calls("BatchExecuteStatement");
    }

    private boolean isMarked(JsonNode order) {
        return shop.the(DynamoDbClient.class)
                .getItem(
                        get ->
                                get.tableName(shop.the(MessagingConfiguration.class).table())
                                        .key(
                                                new ItemKey(order.path("orderId").asText(), "order")
                                                        .attributes()))
                .item()
                .getOrDefault(Outbox.SHARD, Values.of(""))
                .s()
                .isEmpty();
    }

    private void write(DynamoDbClient dynamo, Map<String, AttributeValue> key, String document) {
        dynamo.updateItem(
                update ->
                        update.tableName(resources.get("ORDER_TABLE"))
                                .key(key)
                                .updateExpression("SET doc = :doc")
                                .expressionAttributeValues(
                                        Map.of(":doc", AttributeValue.fromS(document))));
    }

    /**
     * The events about these orders that arrive at the payment service's queue; one that comes
     * again counts once.
     */
    private List<CloudEvent> awaitTold(Set<String> orderIds) {
        Map<String, CloudEvent> told = new LinkedHashMap<>();
        CloudEventCodec codec = shop.the(CloudEventCodec.class);
        await(
                "the payment service hears",
                () -> {
                    receive("PAYMENT_QUEUE_URL").stream()
                            .map(message -> codec.decode(message.body()))
                            .filter(event -> orderIds.contains(event.subject()))
                            .forEach(event -> told.putIfAbsent(event.id(), event));
                    return told.size() >= orderIds.size();
                });
        return List.copyOf(told.values());
    }
}
