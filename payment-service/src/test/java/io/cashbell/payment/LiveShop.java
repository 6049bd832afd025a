package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.event.Contracts;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** This service on a real table, queue and topic; the shop before it and ECPay behind it played. */
final class LiveShop implements AutoCloseable {

    static final String ADMIN_TOKEN = "the-token-of-the-owner-of-this-shop";
    private static final Pattern TRADE_NUMBER =
            Pattern.compile("name=\"MerchantTradeNo\" value=\"([0-9A-Z]{20})\"");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final Resources resources;
    private final EmbeddedServer server;
    private final List<JsonNode> told = new ArrayList<>();
    private final List<String> toldAsText = new ArrayList<>();

    private LiveShop(Resources resources, EmbeddedServer server) {
        this.resources = resources;
        this.server = server;
    }

    static LiveShop open(Resources resources, Map<String, Object> other) {
        resources.endpoints().useInThisJvm();
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.port", -1);
        properties.put("PAYMENT_TABLE", resources.get("PAYMENT_TABLE"));
        properties.put("PAYMENT_PUBLIC_URL", "http://localhost:8082");
        properties.put("STOREFRONT_URL", "http://localhost:8081");
        properties.put("ECPAY_MERCHANT_ID", "3002607");
        properties.put("ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6");
        properties.put("ECPAY_HASH_IV", "EkRm7iFT261dpevs");
        properties.put("ECPAY_BASE_URL", "http://localhost:8090/ecpay");
        properties.put("ADMIN_API_TOKEN", ADMIN_TOKEN);
        properties.put("messaging.topic-arn", resources.get("PAYMENT_EVENTS_TOPIC_ARN"));
        properties.put("messaging.queue-url", resources.get("PAYMENT_QUEUE_URL"));
        properties.put("messaging.sweep-every", "200ms");
        properties.put("messaging.sweep-after", "1s");
        properties.put("messaging.mark-pace", "50ms");
        properties.put("messaging.delete-pace", "1s");
        properties.put("messaging.retry-base", "10ms");
        properties.put("messaging.long-poll", "0s");
        properties.putAll(other);
        return new LiveShop(
                resources, ApplicationContext.run(EmbeddedServer.class, properties, "live"));
    }

    /** What order-service tells; 1,200 dollars by card. */
    String placed(OrderId order) throws IOException {
        return placed(order, PaymentMethod.ECPAY_CREDIT);
    }

    /** What order-service tells; 1,200 dollars. */
    String placed(OrderId order, PaymentMethod method) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return event(
                "order.created.v1",
                order,
                """
                {"orderId": "%s", "items": [{"productId": "tea-oolong", "name": "阿里山高山烏龍",
                 "quantity": 2, "unitPrice": {"amount": "600", "currency": "TWD"},
                 "lineTotal": {"amount": "1200", "currency": "TWD"}}],
                 "total": {"amount": "1200", "currency": "TWD"}, "paymentMethod": "%s",
                 "buyer": {"id": "buyer-%s"}, "locale": "zh-TW", "expiresAt": "%s",
                 "accessTokenHash": "%s"}"""
                        .formatted(
                                order,
                                method,
                                order,
                                now.plus(1, ChronoUnit.HOURS),
                                PaymentFixtures.TOKEN_HASH));
    }

    String expired(OrderId order) throws IOException {
        return event(
                "order.expired.v1",
                order,
                "{\"orderId\": \"%s\", \"reason\": \"The time to pay is over\"}".formatted(order));
    }

    String cancelled(OrderId order) throws IOException {
        return event(
                "order.cancelled.v1",
                order,
                "{\"orderId\": \"%s\", \"reason\": \"out of stock\"}".formatted(order));
    }

    String refundRequested(OrderId order, RefundId refund, Money amount) throws IOException {
        return event(
                "order.refund-requested.v1",
                order,
                """
                {"orderId": "%s", "refundId": "%s", "reason": "out of stock",
                 "amount": {"amount": "%s", "currency": "%s"}}"""
                        .formatted(
                                order,
                                refund,
                                amount.decimal(),
                                amount.currency().getCurrencyCode()));
    }

    private static String event(String type, OrderId order, String data) throws IOException {
        String text =
                """
                {"specversion": "1.0", "id": "%s", "source": "/order-service", "type": "%s",
                 "subject": "%s", "time": "%s", "datacontenttype": "application/json",
                 "sequence": "1", "data": %s}"""
                        .formatted(EventIds.next(), type, order, Instant.now(), data);
        Contracts.assertSatisfiesItsSchema(text);
        return text;
    }

    void publish(String event) throws IOException {
        bean(SnsClient.class)
                .publish(
                        message ->
                                message.topicArn(resources.get("ORDER_EVENTS_TOPIC_ARN"))
                                        .message(event)
                                        .messageAttributes(Map.of("type", typeOf(event))));
    }

    /** Past the topic, so that it may be anything at all. */
    void send(String anything) {
        bean(SqsClient.class)
                .sendMessage(
                        message ->
                                message.queueUrl(resources.get("PAYMENT_QUEUE_URL"))
                                        .messageBody(anything));
    }

    private static MessageAttributeValue typeOf(String event) {
        try {
            return MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue(Contracts.JSON.readTree(event).get("type").asText())
                    .build();
        } catch (IOException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    /** One visit of the buyer; the number that ECPay's page would be opened with. */
    AttemptNumber visit(OrderId order) throws IOException, InterruptedException {
        HttpResponse<String> page = get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN);
        Matcher number = TRADE_NUMBER.matcher(page.body());
        assertThat(number.find()).as(page.body()).isTrue();
        return new AttemptNumber(number.group(1));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).HEAD().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> notify(String form) throws IOException, InterruptedException {
        return notify("ecpay", Map.of("Content-Type", EcpayFixtures.FORM), form);
    }

    /** A gateway's server tells something, or somebody who would be taken for it. */
    HttpResponse<String> notify(String gateway, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/gateways/" + gateway + "/notify")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As the owner asks; what is answered, as a tree. */
    JsonNode admin(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(
                        request("/api/admin" + path)
                                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Contracts.JSON.readTree(answer.body());
    }

    /** As an API's client does. */
    HttpResponse<String> post(String path, String json, @Nullable String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURL() + path))
                .timeout(Duration.ofSeconds(30));
    }

    Payment payment(OrderId order) {
        return bean(Payments.class).find(order).orElseThrow();
    }

    Map<String, AttributeValue> item(OrderId order) {
        return bean(DynamoDbClient.class)
                .getItem(
                        get ->
                                get.tableName(resources.get("PAYMENT_TABLE"))
                                        .consistentRead(true)
                                        .key(
                                                Map.of(
                                                        "pk", AttributeValue.fromS(order.value()),
                                                        "sk", AttributeValue.fromS("payment"))))
                .item();
    }

    /** All that was heard when last listened to. */
    List<JsonNode> heard() {
        return List.copyOf(told);
    }

    /**
     * All that this service has told so far; a tap on its topic, with a second for the next. A
     * topic delivers at least once, so an event that comes again counts once, as it does for every
     * listener, and has to come with the same words.
     */
    List<JsonNode> told() throws IOException {
        SqsClient sqs = bean(SqsClient.class);
        String tap = resources.get("ORDER_QUEUE_URL");
        List<Message> messages =
                sqs.receiveMessage(
                                receive ->
                                        receive.queueUrl(tap)
                                                .maxNumberOfMessages(10)
                                                .waitTimeSeconds(1))
                        .messages();
        for (Message message : messages) {
            Contracts.assertSatisfiesItsSchema(message.body());
            keep(message.body());
            sqs.deleteMessage(d -> d.queueUrl(tap).receiptHandle(message.receiptHandle()));
        }
        return List.copyOf(told);
    }

    private void keep(String body) throws IOException {
        JsonNode event = Contracts.JSON.readTree(body);
        for (JsonNode earlier : told) {
            if (earlier.get("id").equals(event.get("id"))) {
                assertThat(event).as("told again").isEqualTo(earlier);
                return;
            }
        }
        told.add(event);
        toldAsText.add(body);
    }

    List<String> toldAsText() {
        return List.copyOf(toldAsText);
    }

    /** Messages in the dead-letter queue. */
    List<String> deadLetters() {
        return bean(SqsClient.class)
                .receiveMessage(
                        receive ->
                                receive.queueUrl(resources.get("PAYMENT_QUEUE_DEAD_LETTERS_URL"))
                                        .visibilityTimeout(0)
                                        .maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }

    /** How many calls of that operation were made of AWS so far. */
    double calls(String operation) {
        return bean(MeterRegistry.class)
                .find("aws.calls")
                .tag("operation", operation)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** Waits for a condition, at most half a minute. */
    static void until(String what, BooleanSupplier happened) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(giveUp);
            // Whoever looks without a pause takes the time from those it waits for.
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
