package io.cashbell.order.admin;

import static io.cashbell.order.OrderFixtures.ID;
import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderNews;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerCommandsTest {
    private static final String KEY = "Idempotency-Key";
    private static final String PARCEL = "{\"carrier\": \"黑貓\", \"trackingNumber\": \"9065\"}";
    private static final Shop SHOP = Shop.open();
    private final InMemoryOrders orders = SHOP.the(InMemoryOrders.class);

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @BeforeEach
    void placeAnOrder() {
        orders.keep(OrderFixtures.onArrival());
    }

    @Test
    @Tag("S4-5")
    @Tag("S4-11")
    @Tag("S4-32")
    void whatIsPaidOnArrivalIsShippedFirstAndCollectedThen() {
        JsonNode shipped = json(command("ship", PARCEL));
        assertThat(shipped.path("status").asText()).isEqualTo("shipped");
        assertThat(shipped.path("paymentStatus").asText()).isEqualTo("due-on-arrival");
        assertThat(shipped.path("what").asText()).isEqualTo("order.shipped");
        assertThat(shipped.path("text").asText()).isEqualTo("黑貓 9065");
        JsonNode due = json(SHOP.ask("/orders/" + ID));
        assertThat(due.at("/payment/amountToCollect/amount").asText()).isEqualTo("1200");

        JsonNode collected = json(command("collect", ""));

        assertThat(collected.path("status").asText()).isEqualTo("paid");
        assertThat(collected.path("text").asText()).isEqualTo("1200 TWD");
        JsonNode order = json(SHOP.ask("/orders/" + ID));
        assertThat(order.path("status").asText()).isEqualTo("paid");
        assertThat(order.at("/payment/status").asText()).isEqualTo("confirmed");
        assertThat(order.at("/shipment/trackingNumber").asText()).isEqualTo("9065");
        assertThat(order.path("timeline").findValuesAsText("what"))
                .containsExactly("order.placed", "order.shipped", "order.collected");
        assertThat(order.path("timeline").findValuesAsText("actor"))
                .containsExactly("buyer", "api-token", "api-token");
        assertThat(order.path("timeline").findValuesAsText("before")).hasSize(2);
        assertThat(standing(order, 1, "before")).isEqualTo("created, due-on-arrival");
        assertThat(standing(order, 1, "after")).isEqualTo("shipped, due-on-arrival");
        assertThat(standing(order, 2, "before")).isEqualTo("shipped, due-on-arrival");
        assertThat(standing(order, 2, "after")).isEqualTo("paid, confirmed");
    }

    private static String standing(JsonNode order, int line, String when) {
        JsonNode standing = order.path("timeline").get(line).path(when);
        return standing.path("status").asText() + ", " + standing.path("paymentStatus").asText();
    }

    @Test
    void anotherAmountThanTheOrderCostsIsNotCollected() {
        command("ship", PARCEL);
        HttpResponse<String> refused =
                command("collect", "{\"amount\": {\"amount\": \"1100\", \"currency\": \"TWD\"}}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText())
                .isEqualTo("The amount to collect is 1200 TWD, not 1100 TWD.");
        assertThat(
                        command(
                                        "collect",
                                        "{\"amount\": {\"amount\": \"1200\", \"currency\": \"TWD\"}}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusedCommandSaysWhyInPlainWordsAndChangesNothing() {
        orders.keep(OrderFixtures.byCard());
        HttpResponse<String> refused = command("ship", PARCEL);
        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = json(refused);
        assertThat(problem.path("type").asText()).isEqualTo("urn:cashbell:problem:command-refused");
        assertThat(problem.path("detail").asText())
                .isEqualTo(
                        "The order is not paid yet; only one that is paid on arrival is shipped"
                                + " before.");
        assertThat(problem.path("reason").asText()).isEqualTo("not-paid");
        assertThat(problem.path("orderStatus").asText()).isEqualTo("created");
        assertThat(order()).isEqualTo(OrderFixtures.byCard());
    }

    @Test
    void theSameKeyAndContentIsAnsweredAlikeWhateverBecameOfTheOrder() {
        HttpResponse<String> first = command("ship", PARCEL, KEY, "ship-1");
        SHOP.the(MutableClock.class).pass(Duration.ofHours(1));
        command("collect", "");
        HttpResponse<String> again =
                command(
                        "ship",
                        "{ \"trackingNumber\": \"9065\", \"carrier\": \"黑貓\" }",
                        KEY,
                        "ship-1");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(command("ship", PARCEL.replace("9065", "9066"), KEY, "ship-1").statusCode())
                .isEqualTo(422);
        assertThat(command("collect", "", KEY, "ship-1").statusCode()).isEqualTo(422);
        assertThat(command("ship", PARCEL).statusCode()).as("without the key").isEqualTo(409);
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        assertThat(command("collect", "", KEY, "c-1").statusCode()).isEqualTo(409);
        command("ship", PARCEL);
        assertThat(command("collect", "", KEY, "c-1").statusCode()).isEqualTo(200);
    }

    @Test
    void moneyGoesBackInPartsAndNeverMoreThanIsLeft() {
        orders.keep(OrderFixtures.byCard().after(OrderFixtures.confirmed()));
        JsonNode part =
                json(
                        command(
                                "refund",
                                "{\"amount\": {\"amount\": \"500\", \"currency\": \"TWD\"},"
                                        + " \"reason\": \"缺貨\"}",
                                KEY,
                                "r-1"));
        assertThat(part.path("refundId").asText()).hasSize(26);
        assertThat(part.path("paymentStatus").asText()).isEqualTo("refund-pending");
        HttpResponse<String> tooMuch =
                command(
                        "refund",
                        "{\"amount\": {\"amount\": \"701\", \"currency\": \"TWD\"},"
                                + " \"reason\": \"no\"}");
        assertThat(tooMuch.statusCode()).isEqualTo(409);
        assertThat(json(tooMuch).path("detail").asText())
                .isEqualTo("Only 700 TWD are left to give back.");
        JsonNode rest = json(command("refund", "{\"reason\": \"缺貨\"}", KEY, "r-2"));
        assertThat(rest.at("/amount/amount").asText()).isEqualTo("700");
        assertThat(json(command("refund", "{\"reason\": \"again\"}")).path("detail").asText())
                .startsWith("Nothing is left to give back");
        JsonNode order = json(SHOP.ask("/orders/" + ID));
        assertThat(order.at("/payment/refundable/amount").asText()).isEqualTo("0");
        assertThat(order.at("/payment/refunds")).hasSize(2);
        assertThat(order.at("/payment/refunds/0/status").asText()).isEqualTo("requested");
        assertThat(json(command("ship", PARCEL)).path("detail").asText())
                .isEqualTo("All the money of the order is on its way back to the buyer.");
    }

    @Test
    void whatWasCollectedOnArrivalIsGivenBackByHand() {
        command("ship", PARCEL);
        command("collect", "");
        JsonNode given = json(command("refund", "{\"reason\": \"broken\"}"));
        assertThat(given.path("status").asText()).isEqualTo("refunded");
        assertThat(given.path("paymentStatus").asText()).isEqualTo("refunded");
    }

    @Test
    void aParcelThatNobodyTookInIsCalledOff() {
        command("ship", PARCEL);
        JsonNode off = json(command("cancel", "{\"reason\": \"came back\"}"));
        assertThat(off.path("status").asText()).isEqualTo("cancelled");
        JsonNode order = json(SHOP.ask("/orders/" + ID));
        assertThat(order.path("reason").asText()).isEqualTo("came back");
        assertThat(order.at("/payment").has("amountToCollect")).isFalse();
    }

    @Test
    void aPaidOrderIsGivenBackAndNotCalledOff() {
        orders.keep(OrderFixtures.byCard().after(OrderFixtures.confirmed()));
        assertThat(json(command("cancel", "{\"reason\": \"no\"}")).path("detail").asText())
                .isEqualTo("The order is paid: give the money back instead.");
    }

    @Test
    void notesAreKeptUpToALimit() {
        for (int i = 0; i < 50; i++) {
            assertThat(command("note", "{\"text\": \"note " + i + "\"}").statusCode())
                    .isEqualTo(200);
        }
        assertThat(command("note", "{\"text\": \"one more\"}").statusCode()).isEqualTo(409);
        for (int i = 0; i < 200; i++) {
            orders.hear(
                    ID,
                    new OrderNews(
                            new OrderFact.SurplusReturned(OrderFixtures.TOTAL),
                            OrderFixtures.PAID_AT.plusSeconds(i),
                            new OrderNews.Source.Event("e" + i)));
        }
        assertThat(order().timeline().entries()).hasSize(100);
        assertThat(command("ship", PARCEL).statusCode()).as("commands always fit").isEqualTo(200);
        assertThat(SHOP.ask("/orders/" + ID).body()).contains("note 0", "note 49");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ship    | {}                                             | /carrier
                    ship    | {"carrier":"a","trackingNumber":"b","x":1}     | /x
                    ship    | {"carrier":"a","trackingNumber":7}             | /trackingNumber
                    cancel  | {"reason":"  "}                                | /reason
                    collect | {"amount":{"amount":"1.5","currency":"TWD"}}   | /amount/amount
                    collect | {"note":"x"}                                   | /note
                    refund  | {"reason":"x","amount":{"amount":"0","currency":"TWD"}} | /amount
                    refund  | {"amount":{"amount":"1","currency":"TWD"}}     | /reason
                    note    | {"text":"a","at":"now"}                        | /at
                    note    | []                                             |
                    """)
    void whatIsNotRightIsNamed(String command, String body, String pointer) {
        HttpResponse<String> refused = command(command, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("errors").findValuesAsText("pointer"))
                .contains(pointer == null ? "" : pointer);
        assertThat(order()).isEqualTo(OrderFixtures.onArrival());
    }

    @Test
    @Tag("S1-18")
    void nobodyElseIsObeyed() {
        HttpResponse<String> refused =
                SHOP.send(
                        SHOP.request("/api/admin/orders/" + ID + "/ship")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(PARCEL)));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(SHOP.get("/api/admin/orders").statusCode()).isEqualTo(401);
        assertThat(SHOP.get("/api/admin/orders.csv").statusCode()).isEqualTo(401);
        assertThat(order()).isEqualTo(OrderFixtures.onArrival());
    }

    @Test
    void anOrderThatIsNotThereIsNotFound() {
        assertThat(SHOP.command("00000000000000000000000000", "ship", PARCEL).statusCode())
                .isEqualTo(404);
        assertThat(SHOP.command("x", "ship", PARCEL).statusCode()).isEqualTo(404);
        assertThat(SHOP.ask("/orders/x").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> command(String name, String body, String... headers) {
        return SHOP.command(ID.value(), name, body, headers);
    }

    private Order order() {
        return orders.find(ID).orElseThrow();
    }
}
