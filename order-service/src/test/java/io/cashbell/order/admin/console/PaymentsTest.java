package io.cashbell.order.admin.console;

import static io.cashbell.order.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFixtures;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.KnownPassword;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.FakePaymentApi;
import io.cashbell.order.fakes.FakePaymentApi.Asked;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsTest {
    private static final Pattern TIME = Pattern.compile("datetime=\"([^\"]+)\"");

    private static final String PASSWORD = "password";

    private static final String CALLBACK = "20260301-callback-1";
    private static final String REFUND = "a-refund-of-twenty-letters";
    private static final FakePaymentApi API = FakePaymentApi.start();
    private static final Shop SHOP =
            Shop.open(Map.of("admin.secure-cookies", "false", "payment-api.url", API.uri()));
    private static final Map<Role, Visitor> VISITORS = new HashMap<>();

    @AfterAll
    static void close() {
        SHOP.close();
        API.close();
    }

    @BeforeEach
    void tellOfPayments() {
        SHOP.the(InMemoryOrders.class).keep(OrderFixtures.byCard());
        API.reset();
        PaymentAnswers.all(API, ID.value(), CALLBACK, REFUND);
    }

    @Test
    @Tag("S4-10")
    void disputesWaitInAQueueThatGoesOn() {
        HttpResponse<String> page = as(Role.VIEWER).see("/admin/payments");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Another amount", "NT$1</dd>", "NT$1,200", "ECPay card")
                .contains("<a href=\"/admin/orders/" + ID.value() + "\">")
                .contains("href=\"/admin/payments?cursor=0001772330584005%23next\"")
                .doesNotContain("<form method=\"post\" action=\"/admin/payments");
    }

    @Test
    @Tag("S4-11")
    void aDisputeIsDealtWithUnderTheNameOfWhoDidIt() {
        API.answers("POST payments/" + ID.value() + "/disputes/done", 200, "{}");
        Map<String, String> form =
                Map.of("dispute", "amount-mismatch/1", "note", "paid again", "key", "k-1");

        HttpResponse<String> done =
                as(Role.FINANCE).submit("/admin/payments/disputes/" + ID.value(), form);

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).contains("/admin/payments");
        Asked command = API.asked().getLast();
        assertThat(command.authorization()).isEqualTo("Bearer " + Shop.ADMIN_TOKEN);
        assertThat(command.actingFor()).isEqualTo("finance%40localhost");
        assertThat(command.key()).isEqualTo("k-1");
        assertThat(Shop.json(command.body()))
                .isEqualTo(
                        Shop.json("{\"dispute\":\"amount-mismatch/1\",\"note\":\"paid again\"}"));
    }

    @Test
    @Tag("S4-11")
    void moneyToGiveBackByHandIsMarkedDoneOrGivenUp() {
        String page = as(Role.FINANCE).see("/admin/payments/refunds").body();
        assertThat(page).contains("NT$900", "transfer it to the buyer by hand");
        assertThat(as(Role.FINANCE).see("/admin/payments/refunds", "ko").body())
                .contains("구매자에게 직접 송금한 뒤 완료로 표시하세요.");
        String task = "/admin/payments/refunds/" + ID.value() + "/" + REFUND;
        assertThat(page).contains(task + "/done", task + "/give-up");
        String command = "POST payments/" + ID.value() + "/refunds/" + REFUND;
        API.answers(command + "/done", 200, "{}");
        API.answers(
                command + "/give-up", 409, "{\"detail\": \"This refund does not wait <here>\"}");

        assertThat(as(Role.FINANCE).submit(task + "/done", Map.of("key", "d")).statusCode())
                .isEqualTo(303);
        HttpResponse<String> refused =
                as(Role.FINANCE).submit(task + "/give-up", Map.of("key", "g", "reason", "no"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("This refund does not wait &lt;here&gt;");
        assertThat(Shop.json(API.asked().getLast().body()).path("reason").asText()).isEqualTo("no");
    }

    @Test
    @Tag("S4-10")
    void aCallbackIsShownWithTheVerdictOfEachCheckAndWhyItsSignatureFails() {
        assertThat(as(Role.VIEWER).see("/admin/payments/callbacks").body())
                .contains("/admin/payments/callbacks/" + CALLBACK, "Wrong signature");

        String page = as(Role.VIEWER).see("/admin/payments/callbacks/" + CALLBACK).body();

        assertThat(page)
                .contains("<span class=\"verdict holds\">Holds</span>")
                .contains("<span class=\"verdict not-checked\">Not checked</span>")
                .contains("it was made with our keys")
                .contains("the payment became confirmed")
                .contains("the fields were not sorted")
                .contains("(4 characters, masked)")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("somebody@shop")
                .doesNotContain("<script>alert")
                .doesNotContain("/replay\"");
    }

    @Test
    @Tag("S4-11")
    void aVerifiedCallbackIsReplayedOnce() {
        String replay = "/admin/payments/callbacks/" + CALLBACK + "/replay";
        assertThat(as(Role.FINANCE).see("/admin/payments/callbacks/" + CALLBACK).body())
                .contains("action=\"" + replay + "\"");
        API.answers("POST callbacks/" + CALLBACK + "/replay", 200, "{}");

        HttpResponse<String> done = as(Role.FINANCE).submit(replay, Map.of("key", "r-1"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(API.asked().getLast().key()).isEqualTo("r-1");
    }

    @Test
    @Tag("S4-10")
    void aDayLiesOnFourHeapsBesideWhatDiffers() {
        assertThat(as(Role.VIEWER).see("/admin/payments/closes").body())
                .contains("/admin/payments/closes/ecpay/2026-03-01", "Closed");

        String page = as(Role.VIEWER).see("/admin/payments/closes/ecpay/2026-03-01").body();

        assertThat(page)
                .contains("Equal", "Paid at the gateway only", "Paid in our books only")
                .contains("Different", "2 · NT$2,400")
                .contains("Asked for by somebody@shop")
                .contains("Not in our books", "our books of the day have not");
        assertThat(as(Role.VIEWER).see("/admin/payments/closes/ecpay/yesterday").statusCode())
                .isEqualTo(404);
        assertThat(as(Role.VIEWER).see("/admin/payments/closes/kakaopay/2026-03-01").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDayIsClosedAtOneGatewayOrAtAll() {
        API.answers("POST reconciliations", 202, "{}");
        Map<String, String> all = Map.of("date", "2026-03-01", "gateway", "", "key", "c");

        assertThat(as(Role.OWNER).submit("/admin/payments/closes", all).statusCode())
                .isEqualTo(303);
        assertThat(Shop.json(API.asked().getLast().body()))
                .isEqualTo(Shop.json("{\"date\":\"2026-03-01\"}"));
    }

    @Test
    @Tag("S4-10")
    void anOrdersAttemptsCallbacksAndRefundsStandBesideIt() {
        String order = "/admin/orders/" + ID.value();
        assertThat(as(Role.VIEWER).see(order).body()).contains("hx-get=\"" + order + "/payment\"");

        String page = as(Role.VIEWER).see(order + "/payment").body();

        assertThat(page)
                .contains("<html", "03010210ABCDEFGHJKMN", "2603010210001")
                .contains("/admin/payments/callbacks/" + CALLBACK)
                .contains("Waits for a person", "transfer it to the buyer by hand")
                .contains("Dealt with by", "somebody@shop");
    }

    @Test
    @Tag("S4-11")
    void allThatHappenedToAnOrderStandsInOneListTheOldestFirst() {
        String order = "/admin/orders/" + ID.value();
        assertThat(as(Role.VIEWER).see(order).body()).contains("hx-get=\"" + order + "/history\"");

        String page = as(Role.VIEWER).see(order + "/history").body();

        assertThat(page)
                .contains("<html", "Went to pay", "03010210ABCDEFGHJKMN", "Gateway said")
                .contains("/admin/payments/callbacks/" + CALLBACK)
                // Nobody answers for the mails here.
                .contains("Another service cannot be reached now");
        assertThat(TIME.matcher(page).results().map(time -> Instant.parse(time.group(1))).toList())
                .hasSizeGreaterThan(2)
                .isSorted();
    }

    @Test
    void thePlannersWordsAreAskedForBeforeARefund() {
        assertThat(as(Role.FINANCE).see("/admin/orders/" + ID.value() + "/refund-words").body())
                .contains(
                        "If NT$1,200 is asked back now:",
                        "Can be done now: give up the card authorisation.");
        assertThat(
                        as(Role.FINANCE)
                                .see("/admin/orders/" + ID.value() + "/refund-words", "zh-TW")
                                .body())
                .contains("若現在退 NT$1,200：", "現在可以進行：放棄信用卡授權。");
        API.reset();
        assertThat(as(Role.FINANCE).see("/admin/orders/" + ID.value() + "/refund-words").body())
                .contains("No gateway has to do with this order.");
    }

    @ParameterizedTest
    @CsvSource({"VIEWER, 403", "OPERATOR, 403", "FINANCE, 303", "OWNER, 303"})
    void everyActionIsForItsRolesAlone(Role role, int expected) {
        String order = ID.value();
        API.answers("POST payments/" + order + "/disputes/done", 200, "{}");
        API.answers("POST payments/" + order + "/refunds/" + REFUND + "/done", 200, "{}");
        API.answers("POST payments/" + order + "/refunds/" + REFUND + "/give-up", 200, "{}");
        API.answers("POST callbacks/" + CALLBACK + "/replay", 200, "{}");
        API.answers("POST reconciliations", 202, "{}");
        for (String action :
                List.of(
                        "disputes/" + order,
                        "refunds/" + order + "/" + REFUND + "/done",
                        "refunds/" + order + "/" + REFUND + "/give-up",
                        "callbacks/" + CALLBACK + "/replay",
                        "closes")) {
            assertThat(
                            as(role).submit("/admin/payments/" + action, Map.of("key", "k"))
                                    .statusCode())
                    .as(action)
                    .isEqualTo(expected);
        }
        for (String page : pages()) {
            HttpResponse<String> seen = as(role).see(page);
            assertThat(seen.statusCode()).as(page).isEqualTo(200);
            assertThat(seen.body().contains("<form method=\"post\" action=\"/admin/payments"))
                    .as(page)
                    .isEqualTo(expected == 303 && page.startsWith("/admin/payments"));
        }
    }

    @Test
    void whoIsNotSignedInSeesNothing() {
        for (String page : pages()) {
            assertThat(new Visitor(SHOP).see(page).statusCode()).as(page).isEqualTo(303);
        }
        assertThat(API.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-TW", "ko", "zh-CN", "en"})
    void everyPageSpeaksEachLanguage(String tag) {
        for (String page : pages()) {
            HttpResponse<String> seen = as(Role.VIEWER).see(page, tag);
            assertThat(seen.statusCode()).as(page).isEqualTo(200);
            assertThat(seen.body()).as(page).contains("<html lang=\"" + tag + "\">");
        }
    }

    private static List<String> pages() {
        return List.of(
                "/admin/payments",
                "/admin/payments/refunds",
                "/admin/payments/callbacks/" + CALLBACK,
                "/admin/payments/closes",
                "/admin/payments/closes/ecpay/2026-03-01",
                "/admin/orders/" + ID.value() + "/payment",
                "/admin/orders/" + ID.value() + "/refund-words");
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
