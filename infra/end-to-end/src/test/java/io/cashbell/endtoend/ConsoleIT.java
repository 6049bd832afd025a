package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.browser.Console;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console as an owner sees it. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class ConsoleIT {
    private static final int DESK = 1280;

    private final Shop shop;
    private final Chromium chromium;

    ConsoleIT(Shop shop, Chromium chromium) {
        this.shop = shop;
        this.chromium = chromium;
    }

    @Test
    @Tag("S4-5")
    @Tag("S4-9")
    @Tag("S4-11")
    @Tag("S4-32")
    void anOrderOnArrivalIsShippedAndCollectedByItsOwner() {
        var order = somebodyOrders();
        try (var visit = chromium.visit(DESK, "zh-TW", ColorScheme.LIGHT)) {
            var console = new Console(shop, visit);
            console.enter();
            var page = visit.page();
            page.locator("#orders a", new Page.LocatorOptions().setHasText(order.id())).click();
            page.locator("input[name=carrier]").fill("黑貓宅急便");
            page.locator("input[name=trackingNumber]").fill("906512345678");
            page.locator("form[action$='/ship'] button").click();
            assertThat(page.locator("#status")).hasText("已出貨");
            assertThat(page.locator("#timeline")).containsText("906512345678");

            page.waitForLoadState();
            page.locator("form[action$='/collect'] button").click();

            assertThat(page.locator("#status")).hasText("已付款");
            assertThat(page.locator("#timeline")).containsText("owner");
            visit.see("31-console-order-paid");
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(Buyer.in(shop).look(order).path("status").asText()).isEqualTo("paid");
    }

    @Test
    void anOpenOrderTurnsPaidByItself() {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        try (var visit = chromium.visit(DESK, "en", ColorScheme.LIGHT)) {
            var console = new Console(shop, visit);
            console.enter();
            var page = visit.page();
            page.navigate(shop.order() + "/admin/orders/" + order.id());
            assertThat(page.locator("#status")).hasText("Created");

            buyer.goToGateway(order).pay();

            assertThat(page.locator("#status")).hasText("Paid");
            assertThat(page.locator("#timeline")).containsText("Payment confirmed");
            assertThat(page.locator("form[action$='/refund']")).isVisible();
            visit.see("32-console-order-by-card");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** News of an order move its page; they take nothing out of anybody's hands. */
    @Test
    @Tag("S4-11")
    void whatIsTypedStaysUntilItIsOutOfDate() {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).pay();
        try (var visit = chromium.visit(DESK, "en", ColorScheme.LIGHT)) {
            new Console(shop, visit).enter();
            var page = visit.page();
            page.navigate(shop.order() + "/admin/orders/" + order.id());
            var amount = page.locator("form[action$='/refund'] input[name=amount]");
            var reason = page.locator("form[action$='/refund'] input[name=reason]");
            var note = page.locator("form[action$='/note'] textarea");
            amount.fill("100");
            reason.fill("One tin is dented");
            note.fill("The buyer ca");

            command(order, "note", Json.object().put("text", "Noted elsewhere"));

            assertThat(page.locator("#timeline")).containsText("Noted elsewhere");
            assertThat(amount).hasValue("100");
            assertThat(reason).hasValue("One tin is dented");
            assertThat(note).hasValue("The buyer ca");
            assertThat(note).isFocused();

            var part = Json.object().put("reason", "Asked elsewhere");
            part.putObject("amount").put("amount", "300").put("currency", "TWD");
            command(order, "refund", part);

            assertThat(page.locator("#timeline")).containsText("Asked elsewhere");
            assertThat(amount).hasValue("");
            assertThat(reason).hasValue("One tin is dented");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private void command(PlacedOrder order, String command, JsonNode body) {
        Http.postJson(
                        shop.order().resolve("/api/admin/orders/" + order.id() + "/" + command),
                        body,
                        Map.of("Authorization", "Bearer " + Shop.ADMIN_API_TOKEN))
                .expect(200);
    }

    /** From a card payment to its callback on the desk, replayed; at a desk and on a phone. */
    @ParameterizedTest
    @Tag("S4-10")
    @Tag("S4-11")
    @CsvSource({"1280, zh-TW, LIGHT, 符合, 重播", "390, en, DARK, Holds, Replay"})
    void aCallbackIsLookedAtAndReplayed(
            int width, String locale, ColorScheme colors, String holds, String replay) {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).pay();
        try (var visit = chromium.visit(width, locale, colors)) {
            var console = new Console(shop, visit);
            console.enter();
            var page = visit.page();
            page.navigate(shop.order() + "/admin/orders/" + order.id());
            var callback = page.locator("#records a[href*='/admin/payments/callbacks/']").first();
            callback.waitFor();
            // All that happened, told by three services.
            assertThat(page.locator("#timeline a[href*='/admin/payments/callbacks/']").first())
                    .isVisible();
            assertThat(page.locator("#timeline")).containsText("NT$");
            console.isFit("37-console-order-with-payment-" + locale);
            page.navigate(shop.order() + callback.getAttribute("href"));
            assertThat(page.locator("#checks .verdict").first()).hasText(holds);
            console.isFit("38-console-callback-" + locale);

            page.locator("form[action$='/replay'] button").click();

            assertThat(page.locator("#replayed")).containsText("owner");
            assertThat(page.locator("h2", new Page.LocatorOptions().setHasText(replay)))
                    .isVisible();
            for (var tab : List.of("", "/refunds", "/callbacks", "/closes")) {
                page.navigate(shop.order() + "/admin/payments" + tab);
                console.isFit("39-console-payments" + tab.replace('/', '-') + "-" + locale);
            }
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(buyer.look(order).path("status").asText()).isEqualTo("paid");
    }

    @ParameterizedTest
    @CsvSource({
        "1280, zh-TW, LIGHT, 登入",
        "390, zh-TW, DARK, 登入",
        "1280, en, DARK, Sign in",
        "390, en, LIGHT, Sign in"
    })
    void everyPageIsFitForEverybody(int width, String locale, ColorScheme colors, String button) {
        var order = somebodyOrders();
        try (var visit = chromium.visit(width, locale, colors)) {
            var page = visit.page();
            var console = new Console(shop, visit);
            page.navigate(shop.order() + "/admin");
            assertThat(page.locator("main button")).hasText(button);
            console.isFit("33-console-sign-in-" + locale);
            console.enter();
            console.isFit("34-console-orders-" + locale);
            page.navigate(shop.order() + "/admin/orders/" + order.id());
            console.isFit("35-console-order-" + locale);
            page.navigate(shop.order() + "/admin/shop");
            console.isFit("37-console-shop-" + locale);
            page.navigate(shop.order() + "/admin/shop/products/tea-oolong");
            console.isFit("38-console-product-" + locale);
            page.navigate(shop.order() + "/admin/password");
            console.isFit("36-console-password-" + locale);
            page.navigate(shop.order() + "/admin/accounts");
            console.isFit("40-console-accounts-" + locale);
            page.navigate(shop.order() + "/admin/today");
            console.isFit("37-console-today-" + locale);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private PlacedOrder somebodyOrders() {
        var buyer = Buyer.in(shop);
        return buyer.place(OrderForm.onArrival(buyer.person()).with(2, "tea-oolong"));
    }
}
