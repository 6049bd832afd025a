package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.browser.Visit;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the result page says of an order that was placed elsewhere, or went another way. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class ResultPageIT {
    private static final int DESK = 1280;
    private static final int UNTIL_PAYMENT_IS_OFFERED_MILLIS = 6_000;
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Shop shop;
    private final Chromium chromium;
    private final Buyer buyer;

    ResultPageIT(Shop shop, Chromium chromium) {
        this.shop = shop;
        this.chromium = chromium;
        this.buyer = Buyer.in(shop);
    }

    @Test
    void anOrderThatDidNotChangeLeavesThePageAlone() {
        var order = buyer.place(OrderForm.by(OrderForm.ATM, buyer.person()).with(1, "tea-oolong"));
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            page.clock().install();
            open(page, order);
            assertVerdict(page, "pending");
            page.clock().fastForward(UNTIL_PAYMENT_IS_OFFERED_MILLIS);
            assertThat(page.locator("#pay")).isVisible();
            page.evaluate(
                    """
                    window.touched = [];
                    new MutationObserver((changes) => touched.push(...changes.map(({ target }) => target.id)))
                      .observe(document.getElementById('order'), { childList: true, characterData: true, subtree: true })\
                    """);
            // The second answer comes when the first has been shown.
            lookAgain(page, order);
            lookAgain(page, order);

            assertThat(page.evaluate("touched.join(' ')")).isEqualTo("");
        }
    }

    @Test
    void aParcelToPayForOnArrivalIsNamedAndSaysWhatToPayUntilItIsPaid() {
        var order = buyer.place(OrderForm.onArrival(buyer.person()).with(2, "tea-oolong"));
        command(order, "ship", Json.object().put("carrier", "黑貓宅急便").put("trackingNumber", "9076"));
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            open(page, order);
            assertVerdict(page, "shipped");
            assertThat(page.locator("#status-text")).containsText("NT$1,200");
            assertThat(page.locator("#parcel")).hasText("黑貓宅急便 9076");

            command(order, "collect", Json.object());
            page.reload();

            assertVerdict(page, "paid");
            assertThat(page.locator("#status-text")).not().containsText("備茶");
            assertThat(page.locator("#parcel")).hasText("黑貓宅急便 9076");
        }
    }

    @Test
    void whoLooksAFailedOrderUpElsewhereIsToldWhereToPayIt() {
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).fail();
        Poll.until(
                SOON,
                "the payment has failed",
                () -> buyer.look(order).at("/payment/status").asText().equals("failed"));
        try (var visit = chromium.visit(DESK)) {
            lookUp(visit, order);

            assertVerdict(visit.page(), "failed");
            assertThat(visit.page().locator("#status-text")).containsText("裝置");
            assertThat(visit.page().locator("#buy-again")).hasCount(0);
        }
    }

    @Test
    void whoLooksAnUnpaidOrderUpElsewhereIsToldWhereToPayIt() {
        var order = buyer.place(buyer.someTea());
        try (var visit = chromium.visit(DESK)) {
            lookUp(visit, order);

            assertVerdict(visit.page(), "pending");
            assertThat(visit.page().locator("#status-text")).containsText("裝置");
        }
    }

    private void open(Page page, PlacedOrder order) {
        page.navigate(shop.order() + "/result?order=" + order.id() + "&token=" + order.token());
    }

    /** As somebody does whose device does not know it. */
    private void lookUp(Visit visit, PlacedOrder order) {
        var page = visit.page();
        page.navigate(shop.order() + "/result?order=" + order.id());
        page.locator("#phone-input").fill(buyer.person().phone());
        page.locator("#find-form button[type=submit]").click();
    }

    /** As when somebody comes back to this tab. */
    private static void lookAgain(Page page, PlacedOrder order) {
        page.waitForResponse(
                answer -> answer.url().contains("/api/orders/" + order.id() + "?"),
                () ->
                        page.evaluate(
                                "document.dispatchEvent(new Event('visibilitychange')), undefined"));
    }

    private void command(PlacedOrder order, String command, ObjectNode body) {
        Http.postJson(
                        shop.order().resolve("/api/admin/orders/" + order.id() + "/" + command),
                        body,
                        Map.of("Authorization", "Bearer " + Shop.ADMIN_API_TOKEN))
                .expect(200);
    }

    private static void assertVerdict(Page page, String verdict) {
        assertThat(page.locator("#order-status")).hasAttribute("data-status", verdict);
    }
}
