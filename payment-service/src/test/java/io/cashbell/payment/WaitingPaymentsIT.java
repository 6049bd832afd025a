package io.cashbell.payment;

import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits for a person stands in a list until somebody has dealt with it, and no longer. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingPaymentsIT {

    private static final String OWNER = "Bearer " + LiveShop.ADMIN_TOKEN;

    private final LiveShop shop;

    WaitingPaymentsIT(Resources resources) {
        this.shop = LiveShop.open(resources, Map.of());
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-11")
    void disputesAreAQueueThatIsWorkedOff() throws Exception {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            orders.add(disputed("1").value());
        }

        assertThat(waiting("disputes", 2)).containsSubsequence(orders);

        OrderId first = new OrderId(orders.getFirst());
        String id = dispute(first).get("id").textValue();
        String path = "/api/admin/payments/" + first + "/disputes/done";
        assertThat(shop.post(path, done(id, "seen"), null).statusCode()).isEqualTo(401);
        assertThat(shop.post(path, done(id, " "), OWNER).statusCode()).isEqualTo(400);
        assertThat(shop.post(path, "{}", OWNER).statusCode()).isEqualTo(400);
        assertThat(shop.post(path, done("amount-mismatch/x", "seen"), OWNER).statusCode())
                .isEqualTo(404);
        assertThat(shop.post(path, done("refund-by-hand/x", "seen"), OWNER).statusCode())
                .isEqualTo(409);
        HttpResponse<String> closed = shop.post(path, done(id, "the buyer pays again"), OWNER);
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
        assertThat(shop.post(path, done(id, "another word"), OWNER).body())
                .as("the first one stays")
                .isEqualTo(closed.body())
                .contains("the buyer pays again", "api-token");

        assertThat(waiting("disputes", 2))
                .doesNotContain(first.value())
                .containsSubsequence(orders.subList(1, 5));
        assertThat(shop.item(first)).doesNotContainKeys("waitShard", "waitAs");
        assertThat(dispute(first).at("/closed/note").textValue()).isEqualTo("the buyer pays again");
    }

    @Test
    void aPaymentStaysAsLongAsAnythingOfItWaits() throws Exception {
        OrderId order = disputed("1", "2");
        List<String> ids =
                shop.admin("GET", "/payments/" + order).get("disputes").findValuesAsText("id");
        assertThat(ids).hasSize(2);
        String path = "/api/admin/payments/" + order + "/disputes/done";

        shop.post(path, done(ids.getFirst(), "one"), OWNER);
        assertThat(waiting("disputes", 100)).containsOnlyOnce(order.value());

        shop.post(path, done(ids.getLast(), "two"), OWNER);
        assertThat(waiting("disputes", 100)).doesNotContain(order.value());
    }

    @Test
    @Tag("S4-11")
    void moneyToGiveBackByHandWaitsUntilSomebodySaysWhatBecameOfIt() throws Exception {
        OrderId order = disputed();
        shop.notify(signed(notice(order, shop.visit(order))));
        Refunds refunds = shop.bean(Refunds.class);
        RefundId given = new RefundId("given-" + order);
        RefundId kept = new RefundId("kept-" + order);
        refunds.holdBack(order, new RefundRequest(given, Money.of("900", "TWD"), "found", null));
        refunds.holdBack(order, new RefundRequest(kept, Money.of("300", "TWD"), "found", null));
        assertThat(waiting("refunds", 1)).filteredOn(order.value()::equals).hasSize(2);
        assertThat(waiting("disputes", 100)).doesNotContain(order.value());
        assertThat(
                        shop.admin("GET", "/payments/" + order + "/refunds/plan")
                                .at("/words")
                                .textValue())
                .startsWith("More than is left");

        String path = "/api/admin/payments/" + order + "/refunds/";
        assertThat(shop.post(path + given + "/done", "{}", OWNER).statusCode()).isEqualTo(200);
        assertThat(waiting("refunds", 100)).containsOnlyOnce(order.value());
        assertThat(
                        shop.post(path + kept + "/give-up", "{\"reason\": \"not there\"}", OWNER)
                                .statusCode())
                .isEqualTo(200);

        assertThat(waiting("refunds", 100)).doesNotContain(order.value());
        assertThat(shop.item(order)).doesNotContainKeys("waitShard", "waitAs");
        JsonNode tasks = shop.admin("GET", "/payments/" + order).get("disputes");
        assertThat(tasks)
                .extracting(task -> task.at("/closed/by").textValue())
                .containsExactly("api-token", "api-token");
        assertThat(tasks)
                .extracting(task -> task.at("/closed/note").textValue())
                .containsExactlyInAnyOrder("", "not there");
        assertThat(
                        shop.admin("GET", "/payments/" + order + "/refunds/plan")
                                .at("/amount/amount")
                                .textValue())
                .isEqualTo("300");
    }

    @Test
    void whoAskedForACloseStandsBesideIt() throws Exception {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(9);
        String close = "{\"date\": \"%s\", \"gateway\": \"ecpay\"}".formatted(day);

        assertThat(shop.post("/api/admin/reconciliations", close, OWNER).statusCode())
                .isEqualTo(202);

        assertThat(
                        shop.admin("GET", "/reconciliations/" + day)
                                .at("/gateways/0/askedBy")
                                .textValue())
                .isEqualTo("api-token");
        assertThat(shop.get("/api/admin/reconciliations/" + day).statusCode()).isEqualTo(401);
    }

    /** An order of which notices came that name these amounts, all of them wrong. */
    private OrderId disputed(String... amounts) throws IOException, InterruptedException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        SequencedMap<String, String> fields = notice(order, shop.visit(order));
        for (String amount : amounts) {
            SequencedMap<String, String> wrong = new LinkedHashMap<>(fields);
            wrong.put("TradeAmt", amount);
            wrong.put("TradeNo", fields.get("TradeNo") + amount);
            shop.notify(signed(wrong));
        }
        return order;
    }

    private JsonNode dispute(OrderId order) throws IOException, InterruptedException {
        return shop.admin("GET", "/payments/" + order).at("/disputes/0");
    }

    /** The orders of every page, as they come. */
    private List<String> waiting(String what, int limit) throws IOException, InterruptedException {
        List<String> orders = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JsonNode page =
                    shop.admin(
                            "GET",
                            "/"
                                    + what
                                    + "?limit="
                                    + limit
                                    + (cursor == null ? "" : "&cursor=" + cursor));
            orders.addAll(page.get("items").findValuesAsText("orderId"));
            cursor = page.get("nextCursor").textValue();
            if (cursor != null) {
                cursor = cursor.replace("#", "%23");
            }
        } while (cursor != null);
        return orders;
    }

    private static String done(String dispute, String note) {
        return "{\"dispute\": \"%s\", \"note\": \"%s\"}".formatted(dispute, note);
    }
}
