package io.cashbell.order.shopkeeping;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderNews;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S4-6")
class StockTest {
    private static final String KEY = "Idempotency-Key";
    private static final String STOCK = "/products/tea-oolong/stock";
    private static final String ADJUSTMENTS = STOCK + "/adjustments";

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aNumberBeginsCountingAndNoNumberEndsIt() {
        assertThat(json(shop.ask(STOCK))).isEqualTo(json("{\"available\": null}"));
        assertThat(product().has("stock")).isFalse();

        HttpResponse<String> begun = set("20");

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        assertThat(json(begun)).isEqualTo(json("{\"available\": 20}"));
        assertThat(json(shop.ask("/products")).at("/items/0/stock/available").asInt())
                .isEqualTo(20);
        assertThat(json(set("null"))).isEqualTo(json("{\"available\": null}"));
        assertThat(product().has("stock")).isFalse();
        assertThat(shop.order(Shop.ORDER).statusCode()).isEqualTo(201);
    }

    @Test
    void ordersTakeTheirUnitsAndTheLastOneIsRefusedWithWhatIsLeft() {
        set("3");
        afterAMoment();
        assertThat(shop.order(Shop.ORDER).statusCode()).isEqualTo(201);

        HttpResponse<String> refused = shop.order(Shop.ORDER);

        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = json(refused);
        assertThat(problem.path("type").asText()).isEqualTo("urn:cashbell:problem:out-of-stock");
        assertThat(problem.path("left")).isEqualTo(json("{\"tea-oolong\": 1}"));
        assertThat(problem.path("errors"))
                .isEqualTo(
                        json(
                                """
                                [{"pointer": "/items/0/quantity", "detail": "only 1 left"}]
                                """));
        assertThat(available()).isEqualTo(1);
    }

    @Test
    void theShopTellsWhenFewAreLeftAndWhenNoneIs() {
        set("6");
        afterAMoment();
        JsonNode many = shown();
        assertThat(many.has("left")).isFalse();
        assertThat(many.path("available").asBoolean()).isTrue();
        assertThat(many.has("count")).isFalse();

        shop.order(Shop.ORDER);
        afterAMoment();
        assertThat(shown().path("left").asInt()).isEqualTo(4);

        set("0");
        afterAMoment();
        assertThat(shown().path("available").asBoolean(true)).isFalse();
        assertThat(json(shop.order(Shop.ORDER)).path("left"))
                .isEqualTo(json("{\"tea-oolong\": 0}"));
    }

    @Test
    @Tag("S4-11")
    void whatWasPromisedUnderAKeyHoldsWhenNothingIsLeft() {
        set("2");
        afterAMoment();
        String first = shop.order(Shop.ORDER, KEY, "one").body();
        assertThat(shop.order(Shop.ORDER, KEY, "one").body()).isEqualTo(first);
        afterAMoment();
        assertThat(shop.order(Shop.ORDER, KEY, "one").body()).isEqualTo(first);
        assertThat(shop.order(Shop.ORDER, KEY, "two").statusCode()).isEqualTo(409);
        assertThat(available()).isZero();
    }

    @Test
    void anOrderThatEndsUnsoldGivesItsUnitsBackOnce() {
        set("5");
        afterAMoment();
        String id = json(shop.order(Shop.ORDER)).path("orderId").asText();
        assertThat(available()).isEqualTo(3);
        for (String key : new String[] {"a", "a", "b"}) {
            shop.command(id, "cancel", "{\"reason\": \"mistake\"}", KEY, key);
        }
        assertThat(available()).isEqualTo(5);
    }

    @Test
    void whatIsRefundedBeforeItIsSentIsForSaleAgain() {
        set("5");
        afterAMoment();
        OrderId id = new OrderId(json(shop.order(Shop.ORDER)).path("orderId").asText());
        InMemoryOrders orders = shop.the(InMemoryOrders.class);
        orders.hear(id, OrderFixtures.paid());
        shop.command(id.value(), "refund", "{\"reason\": \"mistake\"}", KEY, "refund");
        assertThat(available()).isEqualTo(3);
        orders.hear(
                id,
                new OrderNews(
                        new OrderFact.PaymentRefunded(
                                "refund-1",
                                OrderFixtures.TOTAL,
                                Money.parse("0", Currency.TWD),
                                OrderFixtures.PAID_AT),
                        OrderFixtures.PAID_AT,
                        new OrderNews.Source.Event("event-2")));
        assertThat(available()).isEqualTo(5);
    }

    @Test
    void unitsComeInAndGoAndNeverBelowNone() {
        set("3");
        assertThat(json(adjust("12"))).isEqualTo(json("{\"available\": 15}"));
        assertThat(json(adjust("-5"))).isEqualTo(json("{\"available\": 10}"));

        HttpResponse<String> refused = adjust("-11");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("type").asText()).endsWith(":stock-refused");
        assertThat(json(refused).path("available").asInt()).isEqualTo(10);
        assertThat(available()).isEqualTo(10);
    }

    @Test
    void whatIsNotCountedCannotBeAdjusted() {
        assertThat(adjust("1").statusCode()).isEqualTo(409);
        assertThat(shop.change("POST", "/products/none/stock/adjustments", "{\"by\": 1}"))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(404);
    }

    @Test
    void aKeyIsOneAdjustment() {
        set("3");
        HttpResponse<String> first = adjust("4", KEY, "delivery-7");
        HttpResponse<String> again = adjust("4", KEY, "delivery-7");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(adjust("5", KEY, "delivery-7").statusCode()).isEqualTo(422);
        assertThat(available()).isEqualTo(7);
    }

    @Test
    void whoeverReadAnOlderNumberIsToldThePresentOne() {
        set("10");
        String read = shop.ask(STOCK).headers().firstValue("ETag").orElseThrow();
        afterAMoment();
        shop.order(Shop.ORDER);

        HttpResponse<String> late = set("20", "If-Match", read);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(late).path("available").asInt()).isEqualTo(8);
        assertThat(available()).isEqualTo(8);
        String now = shop.ask(STOCK).headers().firstValue("ETag").orElseThrow();
        assertThat(set("20", "If-Match", now).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("S4-9")
    void everyChangeIsRecordedWithBeforeAndAfter() {
        set("20");
        adjust("-3");
        JsonNode changes = json(shop.ask("/changes")).path("items");
        assertThat(changes.at("/0/what").asText()).isEqualTo("stock.changed");
        assertThat(changes.at("/0/productId").asText()).isEqualTo("tea-oolong");
        assertThat(changes.at("/0/actor").asText()).isNotBlank();
        assertThat(changes.at("/0/before")).isEqualTo(json("{\"available\": 20}"));
        assertThat(changes.at("/0/after")).isEqualTo(json("{\"available\": 17}"));
        assertThat(changes.at("/1/before")).isEqualTo(json("{\"available\": null}"));
        set("17");
        assertThat(json(shop.ask("/changes")).path("items")).hasSize(2);
    }

    @Test
    void anOrderMakesNoFormOfTheProductOlderAndTheProductIsWrittenBackWithItsStock() {
        set("10");
        HttpResponse<String> read = shop.ask("/products/tea-oolong");
        String tag = read.headers().firstValue("ETag").orElseThrow();
        afterAMoment();
        shop.order(Shop.ORDER);
        HttpResponse<String> saved =
                shop.change("PUT", "/products/tea-oolong", read.body(), "If-Match", tag);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(available()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"available\": -1}", "{\"available\": \"5\"}", "[]", "{\"by\": 1}"})
    void aNumberThatIsNoneIsRefused(String body) {
        assertThat(shop.change("PUT", STOCK, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"by\": 0}", "{\"by\": 1.5}", "{\"by\": null}"})
    void anAdjustmentThatIsNoneIsRefused(String body) {
        set("1");
        assertThat(shop.change("POST", ADJUSTMENTS, body).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyTheOwnerCounts() {
        assertThat(shop.get("/api/admin" + STOCK).statusCode()).isEqualTo(401);
    }

    @Test
    void stockIsReadOnlyWhereAProductIsCounted() {
        InMemoryCatalogs catalogs = shop.the(InMemoryCatalogs.class);
        shop.get("/api/products");
        afterAMoment();
        shop.order(Shop.ORDER);
        shop.ask("/products");
        assertThat(catalogs.stockReads()).isZero();
    }

    private HttpResponse<String> set(String available, String... headers) {
        return shop.change("PUT", STOCK, "{\"available\": %s}".formatted(available), headers);
    }

    private HttpResponse<String> adjust(String by, String... headers) {
        return shop.change("POST", ADJUSTMENTS, "{\"by\": %s}".formatted(by), headers);
    }

    private int available() {
        return json(shop.ask(STOCK)).path("available").asInt(-1);
    }

    private JsonNode product() {
        return json(shop.ask("/products/tea-oolong"));
    }

    private JsonNode shown() {
        return json(shop.get("/api/products")).at("/items/0");
    }

    /** Until every instance has read the catalog again. */
    private void afterAMoment() {
        shop.the(MutableClock.class).pass(Duration.ofSeconds(4));
    }
}
