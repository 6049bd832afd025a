package io.cashbell.order.admin.console;

import static io.cashbell.order.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFixtures;
import io.cashbell.order.Refunds;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the forms on an order's page that are refused, or stay open. */
class OrderFormsTest {
    private static final Shop SHOP = Shop.open(Map.of("admin.secure-cookies", "false"));
    private static final Staff STAFF = new Staff(SHOP);
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
    void aFormThatIsNotCompleteSaysWhatIsMissing() {
        HttpResponse<String> refused =
                STAFF.as(Role.OPERATOR)
                        .submit(address("ship"), Map.of("carrier", "黑貓", "key", "k"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Tracking number: Please fill this in.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-TW", "ko", "zh-CN"})
    void whatIsWrongIsSaidInTheReadersLanguage(String language) {
        Visitor owner = STAFF.as(Role.OWNER);
        owner.see("/admin/language?tag=" + language + "&to=/admin/today");

        assertThat(alert(owner.see("/admin/orders?phone=never&from=yesterday")))
                .doesNotContainPattern("[A-Za-z]");
        assertThat(alert(owner.submit(address("ship"), Map.of("carrier", " "))))
                .doesNotContainPattern("[A-Za-z]");
        assertThat(alert(owner.submit(address("note"), Map.of("text", "x".repeat(1001)))))
                .contains("1000")
                .doesNotContainPattern("[A-Za-z]");
        for (String amount : List.of("", "much", "0")) {
            assertThat(alert(owner.submit(address("refund"), Map.of("amount", amount))))
                    .doesNotContainPattern("[A-Za-z]");
        }
        owner.submit(address("note"), Map.of("text", "one", "key", language));
        assertThat(alert(owner.submit(address("note"), Map.of("text", "two", "key", language))))
                .doesNotContainPattern("[A-Za-z]");
    }

    @Test
    void aNoteOfSeveralLinesIsKeptAsOne() {
        HttpResponse<String> sent =
                STAFF.as(Role.OPERATOR)
                        .submit(
                                address("note"),
                                Map.of("text", "called at noon\r\n \r\nno answer", "key", "n"));

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        assertThat(orders.find(ID).orElseThrow().story())
                .anyMatch(line -> line.text().equals("called at noon no answer"));
    }

    @ParameterizedTest
    @CsvSource({"note, text", "ship, carrier", "ship, trackingNumber", "cancel, reason"})
    void whatWasTypedIntoAFormThatIsRefusedIsThereAgain(String action, String field) {
        HttpResponse<String> refused =
                STAFF.as(Role.OPERATOR).submit(address(action), Map.of(field, "\u0007 <typed>"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).containsOnlyOnce("\u0007 &lt;typed");
    }

    @Test
    void aRefundThatIsRefusedIsThereAgain() {
        orders.keep(OrderFixtures.byCard().after(OrderFixtures.confirmed()));

        HttpResponse<String> refused =
                STAFF.as(Role.FINANCE)
                        .submit(address("refund"), Map.of("amount", "5000", "reason", "too late"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("value=\"5000\"", "value=\"too late\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ship", "collect", "cancel", "note", "refund"})
    void theAddressOfAFormLeadsToItsOrder(String action) {
        HttpResponse<String> opened = STAFF.as(Role.VIEWER).see(address(action));

        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).contains("/admin/orders/" + ID.value());
    }

    @Test
    void noAmountIsNotEverything() {
        orders.keep(OrderFixtures.byCard().after(OrderFixtures.confirmed()));
        Visitor finance = STAFF.as(Role.FINANCE);

        for (Map<String, String> form :
                List.of(
                        Map.of("amount", "", "reason", "damp"),
                        Map.of("amount", " ", "reason", "damp"),
                        Map.of("reason", "damp"))) {
            assertThat(finance.submit(address("refund"), form).statusCode()).isEqualTo(400);
        }

        assertThat(refunds().left()).isEqualTo(OrderFixtures.TOTAL);
        assertThat(
                        finance.submit(
                                        address("refund"),
                                        Map.of("amount", "1,000", "reason", "damp", "key", "r"))
                                .statusCode())
                .isEqualTo(303);
        assertThat(refunds().left().decimal()).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({"'', 1200", "1200, 1200", "1300, ''"})
    void anAmountIsTypedAgainWhereAnotherRestIsLeft(String left, String amount) {
        orders.keep(OrderFixtures.byCard().after(OrderFixtures.confirmed()));

        String state =
                STAFF.as(Role.FINANCE)
                        .see("/admin/orders/" + ID.value() + "/state?version=0&left=" + left)
                        .body();

        assertThat(state)
                .contains("&amp;left=1200\"")
                .contains("id=\"refund-amount-1200\"")
                .contains("inputmode=\"decimal\" value=\"" + amount + "\"");
    }

    private Refunds refunds() {
        return Objects.requireNonNull(orders.find(ID).orElseThrow().state().receipt()).refunds();
    }

    /** What a page says is wrong. */
    private static String alert(HttpResponse<String> page) {
        assertThat(page.statusCode()).isBetween(400, 499);
        List<String> said =
                Pattern.compile("role=\"alert\"[^>]*>([^<]+)<")
                        .matcher(page.body())
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(said).isNotEmpty();
        return String.join("\n", said);
    }

    private static String address(String action) {
        return "/admin/orders/" + ID.value() + "/" + action;
    }
}
