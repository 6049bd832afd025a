package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.browser.Keyboard;
import io.cashbell.endtoend.browser.Storefront;
import io.cashbell.endtoend.browser.Wire;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop's pages in a browser: whole without scripts, calm with them. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class ShopPagesIT {
    private static final int DESK = 1280;
    private static final int PHONE = 390;

    /** A fifth of what Chromium calls good. */
    private static final double HARDLY_MOVED = 0.02;

    private static final List<String> PAGES =
            List.of("/", "/ko/", "/products/tea-oolong", "/en/products/tea-ruby-black");

    private final Shop shop;
    private final Chromium chromium;

    ShopPagesIT(Shop shop, Chromium chromium) {
        this.shop = shop;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-27")
    @Tag("S4-29")
    void withoutScriptsEveryProductCanBeRead(int width) {
        try (var visit = chromium.visitWithoutScripts(width)) {
            var page = visit.page();
            for (var product : products()) {
                var id = product.path("id").asText();
                var name = product.path("name").path("zh-TW").asText();
                page.navigate(at("/"));
                assertThat(page.locator("noscript p")).isVisible();
                var card = page.locator("[data-product=" + id + "]");
                assertThat(card.locator("[data-price]")).hasText(price(product));
                assertThat(card.locator(".add")).not().isVisible();

                card.locator("h3 a").click();

                assertThat(page).hasURL(at("/products/" + id));
                assertThat(page.locator("h1")).hasText(name);
                var tea = page.locator("article");
                assertThat(tea.locator("[data-price]")).hasText(price(product));
                assertThat(tea.locator(".tea-about"))
                        .hasText(product.path("description").path("zh-TW").asText());
                assertThat(tea.locator("[data-state]")).hasText("現貨供應");
            }
            page.locator("a[hreflang=en]").click();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    @Tag("S4-29")
    void nothingMovesAndNobodyIsShutOut(int width, ColorScheme colors) {
        try (var visit = chromium.visit(width, "zh-TW", colors)) {
            for (var path : PAGES) {
                visit.page().navigate(at(path));
                visit.page().waitForLoadState(LoadState.NETWORKIDLE);

                assertThat(visit.shifted()).as(path).isLessThan(HARDLY_MOVED);
                assertThat(visit.barriers()).isEmpty();
                visit.see("30-shop-%s%s".formatted(colors, path.replace('/', '-')));
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-35")
    void anotherLanguageIsAnotherAddressAndTheCartComesAlong(int width) {
        try (var visit = chromium.visit(width)) {
            var page = visit.page();
            page.navigate(at("/products/tea-oolong"));
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.locator("article .add").click();
            assertThat(page.locator("#cart-count")).hasText("1");

            page.locator("#locale-switch").selectOption("en");

            assertThat(page).hasURL(at("/en/products/tea-oolong"));
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(page.locator("#cart-count")).hasText("1");
            page.locator("article .add").click();
            var storefront = new Storefront(shop, visit);
            storefront.openCart();
            assertThat(page.locator("#cart-lines .line-name"))
                    .hasText("Alishan High Mountain Oolong");
            assertThat(page.locator("#cart-total")).hasText("NT$1,200");
            visit.seeWindow("31-cart-on-a-product");
            storefront.goToCheckout();
            assertThat(page.locator("h1")).hasText("Checkout");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** The browser gives up what it began to load, and that is no complaint here. */
    @Test
    void anAddressWithoutALanguageIsInTheOneThatWasChosenLast() {
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            page.navigate(at("/ko/products/tea-oolong"));
            page.waitForLoadState(LoadState.NETWORKIDLE);

            page.navigate(at("/"), untilItCame());
            assertThat(page).hasURL(at("/ko/"));
            page.waitForLoadState(LoadState.NETWORKIDLE);

            page.locator("#locale-switch").selectOption("zh-TW");
            assertThat(page).hasURL(at("/"));
            assertThat(page.locator("h1")).hasText("一座山，一杯茶");
        }
    }

    @Test
    void aKeyPressedTwiceTakesNoOtherTeaOut() {
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            var storefront = new Storefront(shop, visit);
            var keyboard = new Keyboard(page);
            storefront.enter();
            storefront.putIntoCart("tea-oolong");
            storefront.putIntoCart("tea-oolong");
            storefront.putIntoCart("tea-ruby-black");
            storefront.openCart();

            keyboard.tabTo("[data-control='tea-oolong:-1']");
            keyboard.press("Enter");
            assertThat(page.locator("[data-control='tea-oolong:quantity']")).isFocused();
            keyboard.press("Enter");
            keyboard.backTo("[data-control='tea-oolong:remove']");
            keyboard.press("Enter");
            assertThat(page.locator("#cart-lines")).isFocused();
            keyboard.press("Enter");
            assertThat(page.locator("#cart-lines [data-line]")).hasCount(1);
            keyboard.tabTo("[data-control='tea-ruby-black:remove']");
            keyboard.press("Enter");
            assertThat(page.locator("#cart-heading")).isFocused();
        }
    }

    @Test
    void whatCannotBeAddedIsNotCalledAdded() {
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            var storefront = new Storefront(shop, visit);
            storefront.enter();
            page.evaluate("localStorage.setItem('cashbell.cart', '[[\"tea-oolong\", 99]]')");
            storefront.putIntoCart("tea-oolong");

            assertThat(page.locator("#announcer")).containsText("99");
            assertThat(page.locator("#announcer")).not().containsText("已將");
            assertThat(page.locator("[data-product=tea-oolong] .add")).not().containsText("已加入");
        }
    }

    @Test
    void aButtonThatSaidAddedSaysThenWhatIsTrueByThen() {
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            var storefront = new Storefront(shop, visit);
            new Wire(shop, visit).keepFrom("KRW", "tea-oolong");
            storefront.enter();
            page.waitForLoadState(LoadState.NETWORKIDLE);
            storefront.putIntoCart("tea-oolong");
            page.locator("#market").selectOption("KR");

            assertThat(page.locator("[data-product=tea-oolong] [data-word]")).hasText("此地區不販售");
            storefront.openCart();
            assertThat(page.locator("#cart-lines [data-line=tea-oolong]")).containsText("此地區不販售");
        }
    }

    @Test
    void whereTheBrowserKeepsNothingTheCartSaysSo() {
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            page.addInitScript(
                    "Object.defineProperty(window, 'localStorage', { get() { throw new"
                            + " DOMException('denied', 'SecurityError'); } })");
            var storefront = new Storefront(shop, visit);
            storefront.enter();
            storefront.putIntoCart("tea-oolong");

            assertThat(page.locator("#not-kept")).isVisible();
            assertThat(page.locator("#cart-lines [data-line=tea-oolong]")).isVisible();
            assertThat(page.locator("#go-checkout")).isHidden();
        }
    }

    private static Page.NavigateOptions untilItCame() {
        return new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT);
    }

    private JsonNode products() {
        return Http.get(shop.order().resolve("/api/products")).expect(200).json().path("items");
    }

    private static String price(JsonNode product) {
        return "NT$"
                + String.format(Locale.ROOT, "%,d", product.path("unitPrice").path("TWD").asLong());
    }

    private String at(String path) {
        return shop.order().resolve(path).toString();
    }
}
