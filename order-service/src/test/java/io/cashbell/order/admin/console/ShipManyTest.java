package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.Shipment;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One order on arrival, one that is paid, one that is not. */
class ShipManyTest {
    private static final OrderId ON_ARRIVAL = new OrderId("aaa3456789abcdefghjkmnpqrs");
    private static final OrderId PAID = new OrderId("bbb3456789abcdefghjkmnpqrs");
    private static final OrderId UNPAID = new OrderId("ccc3456789abcdefghjkmnpqrs");
    private static final Shop SHOP = Shop.open(Map.of("admin.secure-cookies", "false"));
    private static final Staff STAFF = new Staff(SHOP);
    private final InMemoryOrders orders = SHOP.the(InMemoryOrders.class);

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @BeforeEach
    void place() {
        orders.keep(
                OrderFixtures.placed(
                        ON_ARRIVAL,
                        PaymentMethod.PAY_ON_ARRIVAL,
                        OrderFixtures.byCard().buyer().phone(),
                        OrderFixtures.PLACED_AT));
        orders.keep(OrderFixtures.byCard(PAID).after(OrderFixtures.confirmed()));
        orders.keep(OrderFixtures.byCard(UNPAID));
    }

    @Test
    @Tag("S4-11")
    void eachOrderIsACommandOfItsOwnAndWhatIsRefusedSaysWhy() {
        HttpResponse<String> page =
                ship(Role.OPERATOR, Map.of("carrier", "黑貓", "key", "k"), ON_ARRIVAL, PAID, UNPAID);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().split("chip shipped", -1)).hasSize(3);
        assertThat(page.body())
                .containsOnlyOnce("Refused: ")
                .containsSubsequence(UNPAID.value(), "Refused: The order is not paid");
        assertThat(status(ON_ARRIVAL)).isEqualTo(OrderStatus.SHIPPED);
        assertThat(status(PAID)).isEqualTo(OrderStatus.SHIPPED);
        assertThat(status(UNPAID)).isEqualTo(OrderStatus.CREATED);
        Shipment shipment = orders.find(PAID).orElseThrow().state().shipment();
        assertThat(shipment)
                .extracting(Shipment::carrier, Shipment::trackingNumber)
                .containsExactly("黑貓", Shipment.NO_NUMBER);
        assertThat(STAFF.as(Role.VIEWER).see("/admin/orders/" + PAID.value()).body())
                .contains("operator@localhost", "黑貓");
    }

    @Test
    void theSameFormTwiceShipsOnce() {
        Map<String, String> form =
                Map.of("carrier", "黑貓", "trackingNumber", "9065", "key", "twice");

        ship(Role.OWNER, form, PAID);
        HttpResponse<String> again = ship(Role.OWNER, form, PAID);

        assertThat(again.body()).contains("chip shipped").doesNotContain("Refused");
        assertThat(orders.find(PAID).orElseThrow().story())
                .filteredOn(line -> line.text().equals("黑貓 9065"))
                .hasSize(1);
    }

    @Test
    void anOrderThatIsNotThereKeepsNoOtherBack() {
        OrderId unknown = new OrderId("ddd3456789abcdefghjkmnpqrs");

        String page =
                ship(Role.OPERATOR, Map.of("carrier", "黑貓", "key", "k"), PAID, unknown).body();

        assertThat(page).contains("There is no such order.");
        assertThat(status(PAID)).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void withoutACarrierEachSaysWhatIsMissing() {
        assertThat(ship(Role.OPERATOR, Map.of("carrier", " ", "key", "k"), PAID).body())
                .contains("Carrier: Please fill this in.");
        assertThat(status(PAID)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void noneAndMoreThanAHundredAreRefused() {
        assertThat(ship(Role.OPERATOR, Map.of("carrier", "黑貓", "key", "k")).body())
                .contains("No order was chosen.");
        Map<String, String> many = new HashMap<>(Map.of("carrier", "黑貓", "key", "k"));
        for (int i = 0; i < 101; i++) {
            many.put("order.%026d".formatted(i), "on");
        }
        HttpResponse<String> refused = ship(Role.OPERATOR, many, PAID);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("At most 100 orders at once.");
        assertThat(status(PAID)).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @CsvSource({"VIEWER, 403", "OPERATOR, 200", "FINANCE, 403", "OWNER, 200"})
    void shippingIsForThoseWhoHandleOrders(Role role, int status) {
        assertThat(ship(role, Map.of("carrier", "黑貓", "key", "k"), PAID).statusCode())
                .isEqualTo(status);
        assertThat(status(PAID)).isEqualTo(status == 200 ? OrderStatus.SHIPPED : OrderStatus.PAID);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatMayBeShippedHasABoxAndOnlyForThoseWhoMayShip(Role role) {
        String list = STAFF.as(role).see("/admin/orders").body();
        if (role == Role.OPERATOR || role == Role.OWNER) {
            assertThat(list)
                    .contains("action=\"/admin/orders/ship\"")
                    .contains("name=\"order." + PAID.value() + "\"")
                    .contains("name=\"order." + ON_ARRIVAL.value() + "\"")
                    .doesNotContain("name=\"order." + UNPAID.value() + "\"");
        } else {
            assertThat(list).doesNotContain("/admin/orders/ship").doesNotContain("checkbox");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("S4-5")
    @Tag("S4-10")
    void theTabsTellHowManyOrdersTheyHaveOnceThePageIsThere(Role role) {
        SHOP.the(MutableClock.class).pass(Duration.ofSeconds(6));

        assertThat(STAFF.as(role).see("/admin/orders?status=paid").body())
                .contains("hx-get=\"/admin/orders/tabs?status=paid\"")
                .doesNotContain("id=\"count-");
        String tabs = STAFF.as(role).see("/admin/orders/tabs?status=paid").body();

        assertThat(tabs)
                .startsWith("<nav")
                .doesNotContain("hx-get")
                .contains("id=\"count-created\">2<")
                .contains("id=\"count-paid\">1<")
                .contains("id=\"count-shipped\">0<");
    }

    private HttpResponse<String> ship(Role role, Map<String, String> fields, OrderId... chosen) {
        Map<String, String> form = new HashMap<>(fields);
        for (OrderId id : chosen) {
            form.put("order." + id.value(), "on");
        }
        return STAFF.as(role).submit("/admin/orders/ship", form);
    }

    private OrderStatus status(OrderId id) {
        return orders.find(id).orElseThrow().state().status();
    }
}
