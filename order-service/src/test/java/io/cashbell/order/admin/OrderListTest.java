package io.cashbell.order.admin;

import static io.cashbell.order.OrderFixtures.ID;
import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One order by card that is paid, and one that is paid on arrival. */
class OrderListTest {
    private static final OrderId OTHER = new OrderId("zzz3456789abcdefghjkmnpqrs");
    private static final Shop SHOP = Shop.open();

    @BeforeAll
    static void placeTwo() {
        InMemoryOrders orders = SHOP.the(InMemoryOrders.class);
        orders.keep(OrderFixtures.onArrival());
        orders.keep(OrderFixtures.byCard(OTHER).after(OrderFixtures.confirmed()));
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @ParameterizedTest
    @Tag("S4-10")
    @CsvSource({
        "status=paid, zzz3456789abcdefghjkmnpqrs",
        "status=created, 0123456789abcdefghjkmnpqrs",
        "paymentMethod=pay-on-arrival, 0123456789abcdefghjkmnpqrs",
        "q=2603010210001, zzz3456789abcdefghjkmnpqrs",
        "q=zzz3456789abcdefghjkmnpqrs, zzz3456789abcdefghjkmnpqrs",
        "q=%20zzz3456789abcdefghjkmnpqrs%20&status=, zzz3456789abcdefghjkmnpqrs",
        "phone=0912-345-678&status=paid, zzz3456789abcdefghjkmnpqrs",
        "q=0912345678&status=paid, zzz3456789abcdefghjkmnpqrs",
        "q=BUYER@example.com&status=paid, zzz3456789abcdefghjkmnpqrs",
        "q=%E5%B0%8F%E6%98%8E&status=paid, zzz3456789abcdefghjkmnpqrs",
        "from=2026-03-01&to=2026-03-01&status=paid, zzz3456789abcdefghjkmnpqrs",
        "from=2026-03-01T10:03:04.005%2B08:00&status=paid, zzz3456789abcdefghjkmnpqrs"
    })
    void ordersAreFoundByWhatTheOwnerKnows(String query, String expected) {
        JsonNode list = json(SHOP.ask("/orders?" + query));
        assertThat(list.path("items").findValuesAsText("orderId")).containsExactly(expected);
        assertThat(list.has("nextCursor")).isTrue();
        assertThat(list.path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=refunded",
                "phone=0900000000",
                "q=nobody",
                "to=2026-02-28",
                "from=2026-03-02",
                "to=2026-03-01T02:03:04.005Z"
            })
    void othersAreNot(String query) {
        assertThat(json(SHOP.ask("/orders?" + query)).path("items")).isEmpty();
    }

    @Test
    void aListIsReadPageByPage() {
        JsonNode first = json(SHOP.ask("/orders?limit=1"));
        assertThat(first.path("items")).hasSize(1);
        JsonNode second =
                json(SHOP.ask("/orders?limit=1&cursor=" + first.path("nextCursor").asText()));
        assertThat(second.path("items")).hasSize(1).isNotEqualTo(first.path("items"));
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "status=lost, /status",
        "paymentMethod=gold, /paymentMethod",
        "phone=x, /phone",
        "from=soon, /from",
        "to=-1000-01-01, /to",
        "to=%2B999999999-12-31, /to",
        "from=%2B999999999-12-31T23:59:59-18:00, /from",
        "limit=0, /limit",
        "limit=101, /limit",
        "limit=ten, /limit",
        "cursor=x, /cursor",
        "colour=red, /colour"
    })
    void whatIsNotRightIsNamed(String query, String pointer) {
        HttpResponse<String> refused = SHOP.ask("/orders?" + query);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void aSpreadsheetGetsTheSameOrders() {
        HttpResponse<String> csv = SHOP.ask("/orders.csv?status=paid");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(csv.body().lines()).hasSize(2);
        assertThat(csv.body())
                .startsWith("\uFEFF\"orderId\",\"createdAt\"")
                .contains("\"'+886912345678\"", "\"2 × 阿里山高山烏龍\"", "\"1200\"")
                .contains(OTHER.value())
                .doesNotContain(ID.value());
        assertThat(SHOP.ask("/orders.csv?status=lost").statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("S4-10")
    void aProgramGetsTheSameOrdersAsOneDocument() {
        HttpResponse<String> export = SHOP.ask("/orders.json");
        assertThat(export.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(export.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(export).path("items"))
                .containsExactlyElementsOf(json(SHOP.ask("/orders")).path("items"));
        assertThat(json(SHOP.ask("/orders.json?status=paid")).path("items"))
                .singleElement()
                .satisfies(
                        order ->
                                assertThat(order.path("orderId").asText())
                                        .isEqualTo(OTHER.value()));
        assertThat(json(SHOP.ask("/orders.json?status=refunded")).path("items")).isEmpty();
        assertThat(SHOP.ask("/orders.json?status=lost").statusCode()).isEqualTo(400);
        assertThat(SHOP.get("/api/admin/orders.json").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "＝1", "|calc", "%0A"})
    void nothingABuyerTypedIsCalculated(String typed) {
        assertThat(OrderCsv.field(typed)).startsWith("\"'");
        assertThat(OrderCsv.field("a \"b\" =1")).isEqualTo("\"a \"\"b\"\" =1\"");
    }
}
