package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Buyers who want the same few units, in two instances at the same moment. */
@Timeout(180)
class StockIT extends ServiceOnABackend {
    private static final int UNITS = 30;
    private Shop other;
    private String tea;

    StockIT(Resources resources) {
        super(resources);
    }

    @BeforeEach
    void countATea() {
        other = Shop.open(resources);
        tea = "tea-" + EventIds.next();
        begin(tea, UNITS);
    }

    @AfterEach
    void stopTheOther() {
        set(tea, "null");
        other.close();
    }

    @Test
    @Tag("S4-6")
    @Tag("S4-11")
    void thirtyUnitsAreSoldThirtyTimesAndComeBackOnce() throws Exception {
        List<HttpResponse<String>> answers = race(100, i -> patiently(on(i), order(tea, 1)));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201, 409);
        List<String> sold =
                answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(answer -> json(answer).path("orderId").asText())
                        .toList();
        assertThat(sold).hasSize(UNITS).doesNotHaveDuplicates();
        HttpResponse<String> refused =
                answers.stream().filter(answer -> answer.statusCode() == 409).findAny().get();
        assertThat(json(refused).path("type").asText()).endsWith(":out-of-stock");
        assertThat(available(tea)).isZero();

        List<String> expired = new ArrayList<>();
        for (String id : sold.subList(0, UNITS / 2)) {
            String message = event(id, "payment.expired.v1", 4, "{}");
            expired.addAll(List.of(message, message));
            expired.add(event(id, "payment.expired.v1", 4, "{}"));
        }
        Collections.shuffle(expired);
        expired.parallelStream().forEach(this::send);
        List<HttpResponse<String>> cancelled =
                race(
                        4 * UNITS,
                        i ->
                                on(i).command(
                                                sold.get(i % UNITS),
                                                "cancel",
                                                "{\"reason\": \"mistake\"}",
                                                KEY,
                                                "cancel-" + i / (2 * UNITS)));
        assertThat(cancelled).extracting(HttpResponse::statusCode).doesNotContain(500);
        await(
                "all are over and the queue is quiet",
                () ->
                        queueIsEmpty()
                                && sold.stream().allMatch(id -> stored(new OrderId(id)).isOver()));
        // A command that was given up by its client may still be at work in a table that is slow.
        if (cancelled.stream().anyMatch(answer -> answer.statusCode() == 503)) {
            await("every unit is back", () -> available(tea) >= UNITS);
        }
        assertThat(available(tea)).isEqualTo(UNITS);
    }

    @Test
    @Tag("S4-11")
    void oneKeyFromManyClientsReservesOnce() throws Exception {
        String key = EventIds.next();
        List<HttpResponse<String>> answers =
                race(50, i -> patiently(on(i), order(tea, 2), KEY, key));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(available(tea)).isEqualTo(UNITS - 2);

        set(tea, "0");
        assertThat(shop.order(order(tea, 2), KEY, key).body()).isEqualTo(answers.getFirst().body());
    }

    @Test
    void anOrderTakesAllItsProductsOrNone() {
        String rare = "tea-" + EventIds.next();
        begin(rare, 1);
        String both =
                order(tea, 3)
                        .replace(
                                "\"quantity\": 3}",
                                "\"quantity\": 3}, {\"productId\": \"%s\", \"quantity\": 2}"
                                        .formatted(rare));
        HttpResponse<String> refused = shop.order(both);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        JsonNode problem = json(refused);
        assertThat(problem.path("left")).isEqualTo(json("{\"%s\": 1}".formatted(rare)));
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/items/1/quantity");
        assertThat(available(tea)).isEqualTo(UNITS);
        assertThat(available(rare)).isEqualTo(1);

        assertThat(shop.order(both.replace("\"quantity\": 2", "\"quantity\": 1")).statusCode())
                .isEqualTo(201);
        assertThat(available(tea)).isEqualTo(UNITS - 3);
        assertThat(available(rare)).isZero();
        set(rare, "null");
    }

    @Test
    @Tag("S4-6")
    void whatTheOwnerAddsAndWhatOrdersTakeAtTheSameMomentBothCount() throws Exception {
        String path = "/products/" + tea + "/stock";
        String read = shop.ask(path).headers().firstValue("ETag").orElseThrow();
        List<HttpResponse<String>> answers =
                race(
                        20,
                        i ->
                                i % 2 == 0
                                        ? patiently(on(i / 2), order(tea, 1))
                                        : on(i / 2)
                                                .change(
                                                        "POST",
                                                        path + "/adjustments",
                                                        "{\"by\": 2}"));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(available(tea)).isEqualTo(UNITS - 10 + 20);

        HttpResponse<String> late =
                other.change("PUT", path, "{\"available\": 20}", "If-Match", read);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(late).path("available").asInt()).isEqualTo(UNITS + 10);
        assertThat(available(tea)).isEqualTo(UNITS + 10);
    }

    @Test
    void aPaymentThatComesLateTakesItsUnitsAgainOrIsShownToAPerson() {
        String first = json(patiently(shop, order(tea, 2))).path("orderId").asText();
        String second = json(patiently(shop, order(tea, 2))).path("orderId").asText();
        expire(first);
        expire(second);
        assertThat(available(tea)).isEqualTo(UNITS);
        set(tea, "3");

        send(confirmed(first, "1200"));
        await("it is paid", () -> isPaid(first));
        assertThat(available(tea)).isEqualTo(1);
        send(confirmed(second, "1200"));
        await("it is paid", () -> isPaid(second));
        assertThat(available(tea)).isEqualTo(1);
        assertThat(stored(new OrderId(first)).concerns()).isEmpty();
        assertThat(stored(new OrderId(second)).concerns())
                .containsExactly("paid late, sold out since: 2 × " + tea);
    }

    @Test
    void aCountThatHasEndedWantsNothingBack() {
        String before = json(patiently(shop, order(tea, 2))).path("orderId").asText();
        String between = json(patiently(shop, order(tea, 3))).path("orderId").asText();
        set(tea, "null");
        expire(before);
        assertThat(json(shop.ask("/products/" + tea)).has("stock")).isFalse();
        // The instances may not know yet: they ask a table that counts nothing any more.
        assertThat(shop.order(order(tea, 4)).statusCode()).isEqualTo(201);

        set(tea, "7");
        expire(between);
        assertThat(stored(new OrderId(between)).state().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(available(tea)).isEqualTo(7);
    }

    @Test
    void anOrderOfWhatIsNotCountedIsOnePutAndNoTransaction() {
        place(shop);
        double puts = shop.calls("PutItem");
        double joint = shop.calls("TransactWriteItems");
        place(shop);
        assertThat(shop.calls("PutItem") - puts).isEqualTo(1);
        assertThat(shop.calls("TransactWriteItems")).isEqualTo(joint);
        shop.order(order(tea, 1));
        assertThat(shop.calls("PutItem") - puts).isEqualTo(1);
        assertThat(shop.calls("TransactWriteItems")).isEqualTo(joint + 1);
    }

    /**
     * The number is shown where it is low: so we see when both instances know that it is counted.
     */
    private void begin(String product, int units) {
        HttpResponse<String> created =
                shop.change(
                        "POST",
                        "/products",
                        """
                        {"id": "%s", "name": {"en": "A tea"}, "unitPrice": {"TWD": "600"},
                         "vat": "5", "imageUrl": "/images/tea-oolong.svg"}
                        """
                                .formatted(product));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        set(product, "1");
        for (Shop each : List.of(shop, other)) {
            await("the instance knows the count", () -> shows(each, product, 1));
        }
        set(product, Integer.toString(units));
    }

    private static boolean shows(Shop asked, String product, int left) {
        return json(asked.get("/api/products"))
                .path("items")
                .valueStream()
                .filter(each -> each.path("id").asText().equals(product))
                .anyMatch(each -> each.path("left").asInt() == left);
    }

    private void set(String product, String available) {
        HttpResponse<String> answer =
                shop.change(
                        "PUT",
                        "/products/" + product + "/stock",
                        "{\"available\": %s}".formatted(available));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private int available(String product) {
        return json(other.ask("/products/" + product + "/stock")).path("available").asInt(-1);
    }

    private void expire(String orderId) {
        OrderNews news =
                new OrderNews(
                        new OrderFact.DeadlinePassed(Instant.now()),
                        Instant.now(),
                        new OrderNews.Source.Event(EventIds.next()));
        shop.the(Orders.class).hear(new OrderId(orderId), news);
        other.the(Orders.class).hear(new OrderId(orderId), news);
    }

    private boolean isPaid(String orderId) {
        return stored(new OrderId(orderId)).state() instanceof OrderState.Paid;
    }

    private static String order(String product, int quantity) {
        return Shop.ORDER
                .replace("tea-oolong", product)
                .replace("\"quantity\": 2", "\"quantity\": " + quantity);
    }

    /** Comes back when it is asked to. */
    private static HttpResponse<String> patiently(Shop asked, String order, String... key) {
        String[] headers = key.length == 0 ? new String[] {KEY, EventIds.next()} : key;
        HttpResponse<String> answer = asked.order(order, headers);
        for (int i = 0; i < 20 && answer.statusCode() == 503; i++) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            answer = asked.order(order, headers);
        }
        return answer;
    }

    private Shop on(int number) {
        return number % 2 == 0 ? shop : other;
    }

    private static List<HttpResponse<String>> race(
            int racers, IntFunction<HttpResponse<String>> command) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> all =
                    IntStream.range(0, racers)
                            .<Callable<HttpResponse<String>>>mapToObj(i -> () -> command.apply(i))
                            .toList();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> each : executor.invokeAll(all)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
