package io.cashbell.order.admin.console;

import static io.cashbell.order.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderNews;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.KnownPassword;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsoleTest {
    private static final String PASSWORD = "password";

    private static final Shop SHOP = Shop.open(Map.of("admin.secure-cookies", "false"));
    private static final Map<Role, Visitor> VISITORS = new HashMap<>();
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
    @Tag("S4-10")
    void ordersAreListedWithWhereTheyStand() {
        HttpResponse<String> page = as(Role.VIEWER).see("/admin/orders?status=created");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<a href=\"/admin/orders/" + ID.value() + "\">")
                .contains("<span class=\"chip created\">Created</span>")
                .contains("Pay on arrival")
                .contains("NT$1,200");
        assertThat(as(Role.VIEWER).see("/admin/orders?status=paid").body())
                .contains("No orders match.");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aFilterThatIsNoneIsSaid() {
        HttpResponse<String> page = as(Role.VIEWER).see("/admin/orders?from=yesterday");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("From: This is not a date.");
    }

    @Test
    void theFilteredOrdersAreASpreadsheet() {
        HttpResponse<String> csv = as(Role.VIEWER).see("/admin/orders/export.csv?status=created");

        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.body()).contains(ID.value());
    }

    @Test
    void theFilteredOrdersAreADocumentForPrograms() {
        HttpResponse<String> json = as(Role.VIEWER).see("/admin/orders/export.json?status=created");

        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Shop.json(json).at("/items/0/orderId").asText()).isEqualTo(ID.value());
        assertThat(as(Role.VIEWER).see("/admin/orders?status=created").body())
                .contains("href=\"/admin/orders/export.json?status=created\"");
    }

    @Test
    @Tag("S4-11")
    void anOrderIsShippedAndCollectedUnderTheNameOfWhoDidIt() {
        Visitor operator = as(Role.OPERATOR);
        Map<String, String> parcel =
                Map.of("carrier", "黑貓", "trackingNumber", "9065", "key", "k-1");

        assertThat(operator.submit(address("ship"), parcel).statusCode()).isEqualTo(303);
        assertThat(operator.submit(address("ship"), parcel).statusCode()).isEqualTo(303);
        assertThat(operator.submit(address("collect"), Map.of("key", "k-2")).statusCode())
                .isEqualTo(303);

        assertThat(orders.find(ID).orElseThrow().state().status()).isEqualTo(OrderStatus.PAID);
        String page = operator.see("/admin/orders/" + ID.value()).body();
        assertThat(page).containsOnlyOnce("黑貓 9065").contains("operator@localhost");
        assertThat(page).contains("Collected").doesNotContain(address("ship"));
        assertThat(page)
                .contains("Created · Due on arrival → Shipped · Due on arrival")
                .contains("Shipped · Due on arrival → Paid · Confirmed");
    }

    @Test
    void aTransitionThatIsRefusedSaysWhy() {
        HttpResponse<String> refused =
                as(Role.OPERATOR).submit(address("collect"), Map.of("key", "k"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("The order is not shipped yet");
    }

    @Test
    void aConcernIsToldInTheReadersLanguage() {
        orders.keep(OrderFixtures.byCard());
        orders.hear(
                ID,
                new OrderNews(
                        new OrderFact.PaymentDisputed("amount-mismatch, 218 TWD, 26031"),
                        OrderFixtures.PAID_AT,
                        new OrderNews.Source.Event("e")));

        assertThat(as(Role.VIEWER).see("/admin/orders/" + ID.value(), "zh-TW").body())
                .contains("⚠ 付款有爭議：金額不符, NT$218, 26031")
                .contains("<span class=\"text\">付款有爭議：金額不符, NT$218, 26031</span>");
    }

    @Test
    void whatBuyersTypeIsNeverMarkup() {
        as(Role.OPERATOR)
                .submit(
                        address("note"),
                        Map.of("text", "<script>alert(1)</script> & \"quotes\"", "key", "n"));

        assertThat(as(Role.VIEWER).see("/admin/orders/" + ID.value()).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;")
                .doesNotContain("<script>alert");
    }

    @Test
    void anOpenPageHearsOfAChangeAndOtherwiseNothing() {
        long version = orders.find(ID).orElseThrow().version();
        String state = "/admin/orders/" + ID.value() + "/state?version=";
        assertThat(as(Role.VIEWER).see(state + version).statusCode()).isEqualTo(204);

        as(Role.OPERATOR).submit(address("note"), Map.of("text", "called", "key", "c"));

        HttpResponse<String> changed = as(Role.VIEWER).see(state + version);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("<div id=\"state\"", "called").doesNotContain("<html");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, ''",
        "OPERATOR, ship collect cancel note",
        "FINANCE, refund",
        "OWNER, ship collect cancel note refund"
    })
    void everyActionIsForItsRolesAlone(Role role, String allowed) {
        for (String action : List.of("ship", "collect", "cancel", "note", "refund")) {
            int status = as(role).submit(address(action), Map.of()).statusCode();

            if (List.of(allowed.split(" ")).contains(action)) {
                // Let through: what is missing in the form, or the order itself, refuses it.
                assertThat(status).as(action).isIn(400, 409);
            } else {
                assertThat(status).as(action).isEqualTo(403);
            }
        }
        assertThat(as(role).see("/admin/orders").statusCode()).isEqualTo(200);
        assertThat(as(role).see("/admin/orders/" + ID.value()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "FINANCE"})
    void noFormIsShownThatWouldBeRefused(Role role) {
        assertThat(as(role).see("/admin/orders/" + ID.value()).body())
                .doesNotContain(address("ship"))
                .doesNotContain(address("note"));
    }

    @Test
    void theConsoleSpeaksTheLanguageThatIsChosen() {
        Visitor visitor = new Visitor(SHOP);

        assertThat(visitor.see("/admin/language?tag=ko&to=%2Fadmin%2Fsign-in").statusCode())
                .isEqualTo(303);

        assertThat(visitor.see("/admin/sign-in").body())
                .contains("<html lang=\"ko\">")
                .contains("비밀번호");
    }

    private static String address(String action) {
        return "/admin/orders/" + ID.value() + "/" + action;
    }

    private static Visitor as(Role role) {
        return VISITORS.computeIfAbsent(
                role,
                missing -> {
                    String email = role.code() + "@localhost";
                    SHOP.the(Accounts.class)
                            .insert(new Account(email, Set.of(role), KnownPassword.HASH, false, 1));
                    Visitor visitor = new Visitor(SHOP);
                    assertThat(visitor.signIn(email, PASSWORD).statusCode()).isEqualTo(303);
                    return visitor;
                });
    }
}
