package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.browser.Keyboard;
import io.cashbell.endtoend.browser.Storefront;
import io.cashbell.endtoend.browser.Wire;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.Person;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checkout when something comes in between. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class CheckoutIT {
    private static final int DESK = 1280;
    private static final String OOLONG = "tea-oolong";
    private static final String BLACK = "tea-ruby-black";

    private final Shop shop;
    private final Chromium chromium;

    CheckoutIT(Shop shop, Chromium chromium) {
        this.shop = shop;
        this.chromium = chromium;
    }

    @Test
    void anOrderWhoseAnswerWasLostIsAskedForAgainAsItWasSent() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            var person = Person.anybody();
            goToCheckout(storefront, OOLONG);
            storefront.fillIn(person);
            storefront.choose(OrderForm.CARD);
            new Wire(shop, visit).loseTheNextAnswer();
            storefront.order();

            assertHeld(page);
            // A hand cannot reach it any more; something else might.
            method(page, OrderForm.ON_ARRIVAL).dispatchEvent("click");
            new Wire(shop, visit).loseTheNextAnswer();
            storefront.order();
            assertHeld(page);
            setCart(page, Map.of(BLACK, 3));
            page.reload();

            assertHeld(page);
            assertThat(page.locator("#name")).hasValue(person.name());
            assertThat(page.locator("#line1")).hasValue(person.street());
            assertThat(page.locator("#same-recipient")).isChecked();
            assertThat(method(page, OrderForm.CARD)).isChecked();
            assertThat(line(page, OOLONG)).isVisible();
            assertThat(line(page, BLACK)).hasCount(0);
            assertThat(page.locator("#summary-total")).hasText("NT$600");
            page.locator("#locale-switch").selectOption("en");
            assertThat(page.locator("#place-order")).hasText("Send again");
            storefront.order();

            storefront.awaitGateway();
            assertThat(ordersOf(person)).isEqualTo(1);
            page.navigate(shop.order() + "/checkout");
            assertThat(line(page, BLACK).locator(".quantity")).hasValue("3");
        }
    }

    @Test
    void theFirstDefiniteAnswerGivesTheFormBack() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            var person = Person.anybody();
            var wire = new Wire(shop, visit);
            goToCheckout(storefront, OOLONG);
            storefront.fillIn(person);
            wire.refuseTheNextOrder(503, "unavailable", _ -> {});
            storefront.order();
            assertHeld(page);

            wire.refuseTheNextOrder(
                    422, "invalid-order", problem -> fault(problem, "/buyer/phone"));
            storefront.order();

            assertThat(page.locator("#phone-error")).isVisible();
            assertThat(page.locator("#phone")).isFocused();
            assertThat(page.locator("#submit-notice")).isHidden();
            page.locator("#phone").fill(person.phone());
            storefront.choose(OrderForm.ON_ARRIVAL);
            storefront.order();
            storefront.awaitVerdict(page, "due-on-arrival");
            assertThat(ordersOf(person)).isEqualTo(1);
        }
    }

    @Test
    void whoIsLeftWithNothingIsToldWhatSoldOut() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            var wire = new Wire(shop, visit);
            goToCheckout(storefront, OOLONG);
            storefront.fillIn(Person.anybody());
            wire.sellOut(OOLONG);
            wire.refuseTheNextOrder(409, "out-of-stock", problem -> left(problem, OOLONG, 0));
            storefront.order();

            assertThat(page.locator("#nothing")).isVisible();
            assertThat(page.locator("#cart-note")).containsText("阿里山高山烏龍");
            assertThat(page.locator("#cart-note")).isFocused();
        }
    }

    @Test
    void oneTeaThatSoldOutHidesNotThatOfAnotherTooFewAreLeft() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            var wire = new Wire(shop, visit);
            goToCheckout(storefront, OOLONG, BLACK, BLACK, BLACK);
            storefront.fillIn(Person.anybody());
            wire.sellOut(OOLONG);
            wire.refuseTheNextOrder(
                    409,
                    "out-of-stock",
                    problem -> {
                        left(problem, OOLONG, 0);
                        left(problem, BLACK, 1);
                    });
            storefront.order();

            assertThat(page.locator("#cart-note")).containsText("阿里山高山烏龍");
            assertThat(line(page, BLACK).locator(".error")).hasText("僅剩 1 件，請減少數量");
            line(page, BLACK).locator("[data-control='" + BLACK + ":-1']").click();
            assertThat(line(page, BLACK).locator(".error")).isVisible();
            line(page, BLACK).locator("[data-control='" + BLACK + ":-1']").click();
            assertThat(line(page, BLACK).locator(".error")).hasCount(0);
        }
    }

    @Test
    void whatLeftTheShopIsNamedAboveAnEmptyCheckout() {
        try (var visit = chromium.visit(DESK)) {
            var page = visit.page();
            new Wire(shop, visit).takeOut(OOLONG, BLACK);
            page.navigate(shop.order() + "/result");
            setCart(page, Map.of(OOLONG, 1, BLACK, 1));
            page.evaluate("localStorage.setItem('cashbell.locale', '\"en\"')");
            page.navigate(shop.order() + "/checkout");

            assertThat(page.locator("#nothing")).isVisible();
            assertThat(page.locator("#cart-note")).containsText(" and ");
            assertThat(page.locator("#cart-note")).isFocused();
        }
    }

    @Test
    void whatIsNotSoldInARegionStaysInTheCartAndIsNotOrdered() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            new Wire(shop, visit).keepFrom("KRW", OOLONG);
            goToCheckout(storefront, OOLONG);
            storefront.fillIn(Person.anybody());
            page.locator("#market").selectOption("KR");

            assertThat(line(page, OOLONG)).containsText("此地區不販售");
            assertThat(page.locator("#market")).isVisible();
            storefront.order();
            assertThat(page.locator("#submit-notice")).isVisible();
            assertThat(page.locator("#market")).isFocused();

            page.reload();
            assertThat(line(page, OOLONG)).containsText("此地區不販售");
            page.locator("#market").selectOption("TW");
            assertThat(line(page, OOLONG).locator(".line-sum")).hasText("NT$600");
            page.locator("#market").selectOption("KR");
            line(page, OOLONG).locator(".line-remove").click();
            assertThat(page.locator("#nothing")).isVisible();
        }
    }

    @Test
    void aTickThatTheBrowserRemembersShowsWhatItAsksFor() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            goToCheckout(storefront, OOLONG);
            page.locator("#same-recipient").uncheck();
            assertThat(page.locator("#recipient")).isVisible();
            page.navigate(shop.order() + "/result");
            page.goBack();
            assertThat(page.locator("#checkout-form")).isVisible();

            assertThat(page.locator("#same-recipient")).not().isChecked();
            assertThat(page.locator("#recipient")).isVisible();
        }
    }

    @Test
    void aShopThatClosedWithoutANoticeSaysSoInTheReadersLanguage() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            goToCheckout(storefront, OOLONG);
            storefront.fillIn(Person.anybody());
            new Wire(shop, visit)
                    .refuseTheNextOrder(
                            503,
                            "site-closed",
                            problem ->
                                    problem.put(
                                            "detail", "The shop takes no orders at the moment."));
            storefront.order();

            assertThat(visit.page().locator("#closed-text")).hasText("我們正在休息，很快回來。");
        }
    }

    @Test
    void whoTakesTheLastTeaOutByKeyboardIsLedToWhatIsThereInstead() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var page = visit.page();
            goToCheckout(storefront, OOLONG, BLACK);
            var keyboard = new Keyboard(page);
            keyboard.tabTo("[data-control='" + OOLONG + ":remove']");
            keyboard.press("Enter");
            assertThat(page.locator("#summary-lines")).isFocused();
            keyboard.press("Enter");
            keyboard.tabTo("[data-control='" + BLACK + ":remove']");
            keyboard.press("Enter");

            assertThat(page.locator("#nothing")).isFocused();
        }
    }

    private static void goToCheckout(Storefront storefront, String... productIds) {
        storefront.enter();
        for (var productId : productIds) {
            storefront.putIntoCart(productId);
        }
        storefront.openCart();
        storefront.goToCheckout();
    }

    private static Locator line(Page page, String productId) {
        return page.locator("#summary-lines [data-line=" + productId + "]");
    }

    private static Locator method(Page page, String code) {
        return page.locator("[name=paymentMethod][value=" + code + "]");
    }

    /** What is in the cart, as another window would change it. */
    private static void setCart(Page page, Map<String, Integer> quantities) {
        var cart =
                quantities.entrySet().stream()
                        .map(each -> List.of(each.getKey(), each.getValue()))
                        .toList();
        page.evaluate("cart => localStorage.setItem('cashbell.cart', JSON.stringify(cart))", cart);
    }

    private static void assertHeld(Page page) {
        assertThat(page.locator("#submit-notice")).isVisible();
        assertThat(page.locator("#place-order")).hasAttribute("aria-disabled", "false");
        assertThat(page.locator(".checkout-fields")).hasAttribute("inert", "");
        assertThat(page.locator("#summary-lines")).hasAttribute("inert", "");
    }

    private static void fault(ObjectNode problem, String pointer) {
        problem.withArray("errors").addObject().put("pointer", pointer).put("detail", "is wrong");
    }

    private static void left(ObjectNode problem, String productId, int units) {
        fault(problem, "/items/" + problem.withArray("errors").size() + "/quantity");
        problem.withObject("/left").put(productId, units);
    }

    private int ordersOf(Person person) {
        var who = Json.object().put("phone", person.phone()).put("email", person.email());
        return Http.postJson(shop.order().resolve("/api/orders/lookup"), who, Map.of())
                .expect(200)
                .json()
                .path("items")
                .size();
    }
}
