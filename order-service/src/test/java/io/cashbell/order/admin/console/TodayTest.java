package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.InMemoryQueue;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that the console opens with, and what can be done from it. */
class TodayTest {
    private static final String TOKEN = " Bearer " + Shop.ADMIN_TOKEN;
    private static final String FAILED = "GET /api/admin/notifications?status=failed&limit=20";
    private final OtherServices payment = new OtherServices();
    private final OtherServices notification = new OtherServices();
    private final Shop shop =
            Shop.open(
                    Map.of(
                            "admin.secure-cookies",
                            "false",
                            "today.payment-api-url",
                            payment.address(),
                            "today.notification-api-url",
                            notification.address() + "/",
                            "today.look",
                            "400ms"));
    private final Staff staff = new Staff(shop);

    @AfterEach
    void close() {
        shop.close();
        payment.close();
        notification.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("S4-5")
    @Tag("S4-9")
    void whoeverSignsInSeesWhatCameInAndWhatWaits(Role role) {
        InMemoryOrders orders = shop.the(InMemoryOrders.class);
        orders.keep(OrderFixtures.onArrival());
        orders.keep(
                OrderFixtures.byCard(new OrderId("zzz3456789abcdefghjkmnpqrs"))
                        .after(OrderFixtures.confirmed()));
        Visitor visitor = staff.as(role);

        assertThat(visitor.see("/admin").headers().firstValue("Location")).contains("/admin/today");
        HttpResponse<String> page = visitor.see("/admin/today");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"to-ship\">1<", "id=\"on-arrival\">1<", "id=\"unpaid\">0<")
                .contains("2026-03-01", "ECPay card", "Pay on arrival", "NT$1,200")
                .contains("2026-02-23")
                .doesNotContain("2026-02-22", "id=\"incomplete\"");
    }

    @Test
    @Tag("S4-11")
    void anOrdersMailsStandInItsHistory() {
        shop.the(InMemoryOrders.class).keep(OrderFixtures.onArrival());
        notification.reply(
                "GET /api/admin/notifications?orderId=" + OrderFixtures.ID + "&limit=50",
                200,
                """
                {"items": [{"id": "m-1", "orderId": "x", "audience": "administrators",
                  "subject": "New order <b>", "status": "sent",
                  "recordedAt": "2026-03-01T02:03:05Z", "sentAt": "2026-03-01T02:03:06Z"}],
                 "nextCursor": null}
                """);

        String page =
                staff.as(Role.VIEWER).see("/admin/orders/" + OrderFixtures.ID + "/history").body();

        assertThat(page)
                .contains("2026-03-01T02:03:06Z", "New order &lt;b", "to the shop · sent")
                .doesNotContain("New order <b>");
    }

    @Test
    void theThreeQueuesAreShownAndTheDeadLettersTriedAgain() {
        shop.the(InMemoryQueue.class).die(3);
        payment.reply("GET /api/admin/queue", 200, depth(12, 4, 2));
        notification.reply("GET /api/admin/queue", 200, depth(0, 0, 0));
        payment.reply("POST /api/admin/queue/redrive", 202, "{\"messages\": 2}");
        Visitor operator = staff.as(Role.OPERATOR);

        assertThat(operator.see("/admin/today").body())
                .containsSubsequence(
                        "id=\"queue-order\"",
                        ">3<",
                        "value=\"order\"",
                        "id=\"queue-payment\"",
                        ">12<",
                        ">4<",
                        ">2<",
                        "value=\"payment\"",
                        "id=\"queue-notification\"",
                        ">0<")
                .doesNotContain("value=\"notification\"");
        assertThat(said(operator.submit("/admin/today/redrive", Map.of("service", "payment"))))
                .isEqualTo("redriven");
        assertThat(said(operator.submit("/admin/today/redrive", Map.of("service", "order"))))
                .isEqualTo("redriven");

        assertThat(payment.asked)
                .containsExactly(
                        "GET /api/admin/queue" + TOKEN + " - -",
                        "POST /api/admin/queue/redrive%s operator%%40localhost -".formatted(TOKEN));
        assertThat(shop.the(InMemoryQueue.class).depth().deadLetters()).isZero();
        assertThat(operator.see("/admin/today").body()).contains("is being tried again");
        assertThat(operator.see("/admin/today").body()).doesNotContain("id=\"said\"");
    }

    @Test
    void aServiceThatIsDownIsSaidToBeAndHoldsThePageUpForNoTime() {
        payment.close();
        notification.hang();
        Visitor visitor = staff.as(Role.OPERATOR);
        List<Duration> took = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            long began = System.nanoTime();
            HttpResponse<String> page = visitor.see("/admin/today");
            took.add(Duration.ofNanos(System.nanoTime() - began));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .containsSubsequence(
                            "id=\"queue-payment\"", "Cannot be reached",
                            "id=\"queue-notification\"", "Cannot be reached",
                            "id=\"mails-unknown\"", "Cannot be reached");
        }

        assertThat(took).allMatch(each -> each.compareTo(Duration.ofSeconds(3)) < 0);
        assertThat(notification.asked).as("then it is left alone").hasSize(2);
        assertThat(said(visitor.submit("/admin/today/redrive", Map.of("service", "payment"))))
                .isEqualTo("unreachable");
        assertThat(said(visitor.submit("/admin/today/resend", Map.of("id", "m-1"))))
                .isEqualTo("unreachable");
    }

    @Test
    void mailsThatFailedAreShownAndSentAgain() {
        notification.reply(
                FAILED,
                200,
                """
                {"items": [{"id": "order-1.event#1", "orderId": "order-1", "occasion": "order-paid",
                            "subject": "Paid", "status": "failed", "attempts": 9,
                            "lastError": "550 <unknown>", "failedAt": "2026-03-01T00:00:00Z"}],
                 "nextCursor": "x"}
                """);
        notification.reply("POST /api/admin/notifications/order-1.event%231/resend", 202, "");
        Visitor operator = staff.as(Role.OPERATOR);

        assertThat(operator.see("/admin/today").body())
                .contains(
                        "/admin/orders/order-1", "Paid", "2026-03-01 08:00", "550 &lt;unknown&gt;")
                .contains("value=\"order-1.event#1\"", "There are more.");
        Map<String, String> form = Map.of("id", "order-1.event#1", "key", "click-1");
        assertThat(said(operator.submit("/admin/today/resend", form))).isEqualTo("resent");
        assertThat(notification.asked.getLast()).endsWith(TOKEN + " operator%40localhost click-1");
        assertThat(said(operator.submit("/admin/today/resend", Map.of("id", "another"))))
                .isEqualTo("refused");
    }

    @Test
    void aNotificationServiceThatTellsOfNoMailsIsNoError() {
        notification.reply("GET /api/admin/queue", 200, depth(1, 0, 0));

        HttpResponse<String> part = staff.as(Role.VIEWER).see("/admin/today/services");

        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(part.body())
                .startsWith("<div id=\"services\"")
                .containsSubsequence("id=\"queue-notification\"", ">1<", "id=\"mails-unknown\"");
    }

    @ParameterizedTest
    @CsvSource({"VIEWER, 403", "OPERATOR, 303", "FINANCE, 403", "OWNER, 303"})
    void actionsAreForThoseWhoHandleOrdersAlone(Role role, int status) {
        shop.the(InMemoryQueue.class).die(1);
        notification.reply(FAILED, 200, "{\"items\": [{\"id\": \"m-1\"}]}");
        Visitor visitor = staff.as(role);

        String page = visitor.see("/admin/today").body();
        assertThat(page.contains("/admin/today/redrive")).isEqualTo(status == 303);
        assertThat(page.contains("/admin/today/resend")).isEqualTo(status == 303);
        assertThat(visitor.submit("/admin/today/redrive", Map.of("service", "order")).statusCode())
                .isEqualTo(status);
        assertThat(visitor.submit("/admin/today/resend", Map.of("id", "m-1")).statusCode())
                .isEqualTo(status);
        assertThat(shop.the(InMemoryQueue.class).depth().deadLetters())
                .isEqualTo(status == 303 ? 0 : 1);
    }

    @Test
    void nobodySeesItUnasked() {
        for (String path : new String[] {"/admin/today", "/admin/today/services"}) {
            assertThat(new Visitor(shop).see(path).headers().firstValue("Location").orElse(""))
                    .startsWith("/admin/sign-in");
        }
        assertThat(shop.get("/api/admin/queue").statusCode()).isEqualTo(401);
        assertThat(Shop.json(shop.ask("/queue")).path("deadLetters").isIntegralNumber()).isTrue();
    }

    private static String said(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Location")).contains("/admin/today");
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst("cashbell-console-said=today\\.([^;]*);.*", "$1");
    }

    private static String depth(int waiting, int inFlight, int dead) {
        return "{\"queue\": {\"waiting\": %d, \"inFlight\": %d}, \"deadLetters\": %d}"
                .formatted(waiting, inFlight, dead);
    }
}
