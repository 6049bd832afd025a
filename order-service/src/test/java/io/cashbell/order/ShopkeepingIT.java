package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners who change the shop in two instances at the same moment. */
@Timeout(120)
class ShopkeepingIT extends ServiceOnABackend {
    private static final int RACERS = 20;
    private static final Duration ENFORCED_WITHIN = Duration.ofSeconds(5);
    private Shop other;
    private String newest;

    ShopkeepingIT(Resources resources) {
        super(resources);
    }

    @BeforeEach
    void startAnother() {
        other = Shop.open(resources);
        // The table is that of all tests here.
        shop.change("PUT", "/site", "{\"status\": \"open\", \"methodsOff\": []}");
        newest = json(shop.ask("/changes?limit=1")).at("/items/0/id").asText();
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    @Test
    @Tag("S4-6")
    @Tag("S4-7")
    void twentyChangesAtOnceInTwoInstancesAllHold() throws Exception {
        List<HttpResponse<String>> created =
                race(i -> on(i).change("POST", "/products", tea("tea-race-" + i, 100 + i)));
        assertThat(created).extracting(HttpResponse::statusCode).containsOnly(201);

        List<HttpResponse<String>> changed =
                race(
                        i ->
                                on(i + 1)
                                        .change(
                                                "PUT",
                                                "/products/tea-race-" + i,
                                                tea("tea-race-" + i, 500 + i)));
        assertThat(changed).extracting(HttpResponse::statusCode).containsOnly(200);

        for (int i = 0; i < RACERS; i++) {
            assertThat(json(other.ask("/products/tea-race-" + i)).at("/unitPrice/TWD").asText())
                    .isEqualTo(Integer.toString(500 + i));
        }
        List<JsonNode> changes = changes();
        assertThat(changes).hasSize(2 * RACERS);
        assertThat(changes.stream().map(each -> each.path("id").asText()).distinct())
                .hasSize(2 * RACERS);
        assertThat(changes.subList(0, RACERS))
                .allSatisfy(
                        each -> {
                            int price = each.at("/after/unitPrice/TWD").asInt();
                            assertThat(each.at("/before/unitPrice/TWD").asInt())
                                    .isEqualTo(price - 400);
                        });
    }

    @Test
    void whatIsSwitchedOffIsToldOnceAndInItsOrder() {
        shop.change("PUT", "/site", "{\"status\": \"open\", \"methodsOff\": [\"ecpay-atm\"]}");
        shop.change("PUT", "/site", "{\"status\": \"closed\"}");
        other.change("PUT", "/site", "{\"status\": \"open\", \"methodsOff\": []}");

        // What other tests told has lower numbers; a copy has the same one.
        SortedMap<Long, JsonNode> told = new TreeMap<>();
        await(
                "both are told",
                () -> {
                    receive("PAYMENT_QUEUE_URL").stream()
                            .map(message -> json(message.body()))
                            .filter(event -> event.path("type").asText().startsWith("shop."))
                            .forEach(event -> told.put(event.path("sequence").asLong(), event));
                    return off(told.values()).endsWith("[\"ecpay-atm\"][]");
                });
        assertThat(told.lastKey() - told.headMap(told.lastKey()).lastKey())
                .as("the change between the two switched nothing off or on")
                .isEqualTo(2);
        assertThat(told.values())
                .extracting(event -> event.path("subject").asText())
                .containsOnly("shop-payment-methods");
    }

    private static String off(Collection<JsonNode> told) {
        return told.stream()
                .map(event -> event.at("/data/methodsOff").toString())
                .collect(Collectors.joining());
    }

    @Test
    void oneKeyFromManyClientsIsOneChange() throws Exception {
        List<HttpResponse<String>> answers =
                race(i -> on(i).change("POST", "/products", tea("tea-key", 300), KEY, "one"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream().filter(a -> replayed(a))).hasSize(RACERS - 1);
        assertThat(changes()).hasSize(1);
        assertThat(shop.change("POST", "/products", tea("tea-key", 301), KEY, "one").statusCode())
                .isEqualTo(422);
    }

    @Test
    void whoeverReadTheSameIsToldWhoWasFaster() throws Exception {
        String tag = shop.ask("/products/tea-oolong").headers().firstValue("ETag").orElseThrow();

        List<HttpResponse<String>> answers =
                race(
                        i ->
                                on(i).change(
                                                "PUT",
                                                "/products/tea-oolong",
                                                tea("tea-oolong", 700 + i),
                                                "If-Match",
                                                tag));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 412);
        assertThat(changes()).hasSize(1);
    }

    @Test
    @Tag("S4-7")
    @Tag("S4-8")
    @Tag("S4-34")
    void aChangeInOneInstanceIsEnforcedInTheOtherWithinFiveSeconds() {
        JsonNode old = place(other);
        shop.change("PUT", "/products/tea-oolong", tea("tea-oolong", 777));
        Instant changed = Instant.now();
        await("the price is another", () -> total(other).equals("1554"));
        assertThat(Duration.between(changed, Instant.now())).isLessThan(ENFORCED_WITHIN);
        assertThat(
                        json(other.ask("/orders/" + old.path("orderId").asText()))
                                .at("/total/amount")
                                .asText())
                .isEqualTo(old.at("/total/amount").asText())
                .isNotEqualTo("1554");

        other.change("PUT", "/site", "{\"status\": \"open\", \"methodsOff\": [\"ecpay-credit\"]}");
        changed = Instant.now();
        await("cards are off", () -> shop.order(Shop.ORDER).statusCode() == 422);
        assertThat(Duration.between(changed, Instant.now())).isLessThan(ENFORCED_WITHIN);

        other.change("PUT", "/site", "{\"status\": \"closed\"}");
        changed = Instant.now();
        await("the shop is closed", () -> shop.order(Shop.ORDER).statusCode() == 503);
        assertThat(Duration.between(changed, Instant.now())).isLessThan(ENFORCED_WITHIN);
        assertThat(json(shop.get("/api/site")).path("status").asText()).isEqualTo("closed");
    }

    @Test
    @Tag("S4-9")
    void changesAreReadBackPageByPage() {
        for (int i = 0; i < 5; i++) {
            shop.change("PUT", "/products/tea-oolong", tea("tea-oolong", 601 + i));
        }
        List<String> prices = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(other.ask("/changes?limit=2" + cursor));
            page.path("items")
                    .forEach(each -> prices.add(each.at("/after/unitPrice/TWD").asText()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertThat(prices).startsWith("605", "604", "603", "602", "601");
        assertThat(shop.ask("/changes?cursor=x").statusCode()).isEqualTo(400);
    }

    private Shop on(int number) {
        return number % 2 == 0 ? shop : other;
    }

    private static String total(Shop asked) {
        return json(asked.order(Shop.ORDER)).at("/total/amount").asText();
    }

    private List<JsonNode> changes() {
        return json(shop.ask("/changes?limit=100"))
                .path("items")
                .valueStream()
                .takeWhile(each -> !each.path("id").asText().equals(newest))
                .toList();
    }

    private static boolean replayed(HttpResponse<String> answer) {
        return answer.headers().map().containsKey("idempotency-replayed");
    }

    private static String tea(String id, int price) {
        return """
               {"id": "%s", "name": {"en": "A tea"}, "unitPrice": {"TWD": "%d"}, "vat": "5",
                "imageUrl": "/images/tea-oolong.svg", "available": true, "active": true}
               """
                .formatted(id, price);
    }

    /** All at once, whatever the number of processors. */
    private static List<HttpResponse<String>> race(IntFunction<HttpResponse<String>> command)
            throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> all =
                    IntStream.range(0, RACERS)
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
