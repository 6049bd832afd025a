package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the result page says of an order that was placed elsewhere, or went another way. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class ResultPageIT {
    private static final int DESK = 1280;
    private static final int UNTIL_PAYMENT_IS_OFFERED_MILLIS = 6_000;

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

    private void open(Page page, PlacedOrder order) {
        page.navigate(shop.order() + "/result?order=" + order.id() + "&token=" + order.token());
    }

    /** As when somebody comes back to this tab. */
    private static void lookAgain(Page page, PlacedOrder order) {
        page.waitForResponse(
                answer -> answer.url().contains("/api/orders/" + order.id() + "?"),
                () ->
                        page.evaluate(
                                "document.dispatchEvent(new Event('visibilitychange')), undefined"));
    }

    private static void assertVerdict(Page page, String verdict) {
        assertThat(page.locator("#order-status")).hasAttribute("data-status", verdict);
    }
}
