package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The service with its own table, topic and queue, asked over HTTP and told by its queue. */
@ExtendWith(BackendExtension.class)
abstract class ServiceOnABackend {
    static final String KEY = "Idempotency-Key";
    final Resources resources;
    Shop shop;
    private SqsClient sqs;

    ServiceOnABackend(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    Shop open() {
        return Shop.open(resources);
    }

    @BeforeEach
    void start() {
        shop = open();
        sqs = shop.the(SqsClient.class);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    static JsonNode place(Shop shop, String... key) {
        HttpResponse<String> response =
                key.length == 0 ? shop.order(Shop.ORDER) : shop.order(Shop.ORDER, KEY, key[0]);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    static String path(JsonNode order) {
        return "/api/orders/%s?token=%s"
                .formatted(order.path("orderId").asText(), order.path("accessToken").asText());
    }

    String status(JsonNode order) {
        return json(shop.get(path(order))).path("status").asText();
    }

    Order stored(OrderId id) {
        return shop.the(Orders.class).find(id).orElseThrow();
    }

    String confirmed(String orderId, String amount) {
        return event(
                orderId,
                "payment.confirmed.v1",
                3,
                """
                {"orderId": "%s", "paymentId": "payment-%s", "method": "ecpay-credit",
                 "amount": {"amount": "%s", "currency": "TWD"},
                 "gatewayTradeNo": "26030102", "paidAt": "2026-03-01T02:10:00Z"}
                """
                        .formatted(orderId, orderId, amount));
    }

    String event(String orderId, String type, long sequence, String data) {
        return shop.the(CloudEventCodec.class)
                .encode(
                        new CloudEvent(
                                EventIds.next(),
                                "/payment-service",
                                type,
                                orderId,
                                Instant.now(),
                                sequence,
                                null,
                                null,
                                json(data)));
    }

    void send(String body) {
        sqs.sendMessage(send -> send.queueUrl(resources.get("ORDER_QUEUE_URL")).messageBody(body));
    }

    boolean queueIsEmpty() {
        return sqs
                .getQueueAttributes(
                        get ->
                                get.queueUrl(resources.get("ORDER_QUEUE_URL"))
                                        .attributeNamesWithStrings(
                                                "ApproximateNumberOfMessages",
                                                "ApproximateNumberOfMessagesNotVisible"))
                .attributesAsStrings()
                .values()
                .stream()
                .allMatch("0"::equals);
    }

    List<Message> receive(String queue) {
        return sqs.receiveMessage(
                        receive ->
                                receive.queueUrl(resources.get(queue))
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(1))
                .messages();
    }

    static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long until " + what).isLessThan(limit);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
