package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.browser.Keyboard;
import io.cashbell.endtoend.browser.Storefront;
import io.cashbell.endtoend.browser.Visit;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.Person;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop as a person sees it, on a desk and on a phone. Pictures are kept below the target. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class BrowserIT {
    private static final int DESK = 1280;
    private static final int PHONE = 390;

    /** What the shop promises an open page. */
    private static final int AT_ONCE_MILLIS = 2_000;

    /** The longest pause of a page that has to ask, and one at once for the answer. */
    private static final int BY_ASKING_MILLIS = 12_000;

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Shop shop;
    private final Chromium chromium;

    BrowserIT(Shop shop, Chromium chromium) {
        this.shop = shop;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-2")
    @Tag("S4-30")
    @Tag("S4-35")
    @Tag("S4-40")
    @Tag("S4-43")
    @Tag("S4-44")
    void payingByCardTurnsTheOpenPagePaidByItself(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            storefront.enter();
            visit.see("01-storefront");
            storefront.putIntoCart("tea-oolong");
            storefront.putIntoCart("tea-ruby-black");
            storefront.openCart();
            visit.seeWindow("02-cart");
            storefront.goToCheckout();
            visit.see("03-checkout");
            storefront.fillIn(Person.anybody());
            storefront.choose(OrderForm.CARD);
            visit.see("04-checkout-filled-in");
            storefront.order();
            storefront.awaitGateway();
            visit.see("05-gateway");

            var result = openResult(visit, storefront);
            visit.see(result, "06-result-pending");
            result.evaluate("window.isStillTheSamePage = true");
            storefront.press("pay");

            storefront.awaitVerdict(visit.page(), "paid");
            assertThat(storefront.verdict(result))
                    .hasAttribute(
                            "data-status",
                            "paid",
                            new LocatorAssertions.HasAttributeOptions().setTimeout(AT_ONCE_MILLIS));
            assertThat(result.evaluate("window.isStillTheSamePage")).isEqualTo(true);
            visit.see(result, "07-result-paid");
            shop.mailbox().await(storefront.orderNumber(result), SOON);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    @Tag("S4-44")
    void withoutAStreamTheOpenPageTurnsPaidByAsking() {
        try (var visit = chromium.visit(DESK)) {
            visit.cutStreams();
            var storefront = new Storefront(shop, visit);
            orderTea(storefront, OrderForm.CARD);
            storefront.awaitGateway();
            var result = openResult(visit, storefront);
            result.evaluate("window.isStillTheSamePage = true");
            storefront.press("pay");

            assertThat(storefront.verdict(result))
                    .hasAttribute(
                            "data-status",
                            "paid",
                            new LocatorAssertions.HasAttributeOptions()
                                    .setTimeout(BY_ASKING_MILLIS));
            assertThat(result.evaluate("window.isStillTheSamePage")).isEqualTo(true);
            assertThat(visit.streamsCut()).as("streams that the page asked for").isNotEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-32")
    @Tag("S4-38")
    void payingOnArrivalShowsTheShipmentScheduled(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            orderTea(storefront, OrderForm.ON_ARRIVAL);

            storefront.awaitVerdict(visit.page(), "due-on-arrival");
            visit.see("08-result-due-on-arrival");
            shop.mailbox().await(storefront.orderNumber(visit.page()), SOON);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-42")
    @Tag("S4-43")
    @Tag("S4-45")
    @Tag("S4-46")
    void anAtmTransferShowsItsAccountAndTurnsPaidWhenTheMoneyComes(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            orderTea(storefront, OrderForm.ATM);
            storefront.takeNumber();

            storefront.awaitVerdict(visit.page(), "awaiting-transfer");
            assertThat(visit.page().locator("#status-title")).hasText("等待 ATM 轉帳");
            var trade = shop.sandbox().trades().getFirst();
            var issued = trade.path("issued");
            assertThat(visit.page().locator("#bank-code"))
                    .hasText(issued.path("BankCode").asText());
            assertThat(visit.page().locator("#account"))
                    .hasAttribute("data-value", issued.path("vAccount").asText());
            visit.see("20-result-atm");
            visit.page().evaluate("window.isStillTheSamePage = true");
            shop.sandbox().pay(trade.path("merchantTradeNo").asText());

            storefront.awaitVerdict(visit.page(), "paid");
            assertThat(visit.page().evaluate("window.isStillTheSamePage")).isEqualTo(true);
            visit.see("21-result-atm-paid");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-3")
    void threeBarcodesAreDrawnForTheStore(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            orderTea(storefront, "ecpay-barcode");
            storefront.takeNumber();

            storefront.awaitVerdict(visit.page(), "awaiting-transfer");
            assertThat(visit.page().locator("#barcodes svg")).hasCount(3);
            visit.see("22-result-barcode");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-3")
    void anotherMarketHasItsOwnPricesAndWaysToPay(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            storefront.enter();
            visit.page().locator("#market").selectOption("KR");
            assertThat(visit.page().locator("[data-product=tea-oolong] .product-price"))
                    .hasText("₩25,800");
            visit.see("23-storefront-korea");
            storefront.putIntoCart("tea-oolong");
            storefront.openCart();
            storefront.goToCheckout();
            visit.see("24-checkout-korea");
            assertThat(visit.page().locator("[name=paymentMethod]")).hasCount(1);
            storefront.fillIn(Person.anybody());
            storefront.choose("kakaopay");
            storefront.order();
            visit.page()
                    .waitForURL(
                            Pattern.compile(
                                    Pattern.quote(shop.sandbox().address() + "/kakaopay/") + ".*"));
            visit.see("25-kakaopay");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    void aFailedPaymentOffersAnotherAttempt(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            orderTea(storefront, OrderForm.CARD);
            storefront.awaitGateway();
            storefront.press("fail");

            storefront.awaitVerdict(visit.page(), "failed");
            visit.see("09-result-failed");
            visit.page().locator("#pay-again").click();
            storefront.awaitGateway();
            storefront.press("pay");

            storefront.awaitVerdict(visit.page(), "paid");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    @Tag("S4-3")
    void afterAFailedCardTheSameOrderIsPaidAnotherWay(int width) {
        try (var visit = chromium.visit(width)) {
            var storefront = new Storefront(shop, visit);
            orderTea(storefront, OrderForm.CARD);
            storefront.awaitGateway();
            storefront.press("fail");
            storefront.awaitVerdict(visit.page(), "failed");
            var number = storefront.orderNumber(visit.page());

            visit.page().locator("#other-ways summary").click();
            assertThat(visit.page().locator("#ways [data-method=ecpay-credit]")).hasCount(0);
            assertThat(visit.page().locator("#ways [data-method=ecpay-atm]")).isVisible();
            visit.see("26-result-other-ways");
            visit.page().locator("#ways [data-method=ecpay-atm]").click();
            storefront.takeNumber();

            storefront.awaitVerdict(visit.page(), "awaiting-transfer");
            assertThat(visit.page().locator("#status-title")).hasText("等待 ATM 轉帳");
            assertThat(visit.page().locator("#method")).hasText("ATM 轉帳");
            var trade = shop.sandbox().trades().getFirst();
            assertThat(visit.page().locator("#account"))
                    .hasAttribute("data-value", trade.path("issued").path("vAccount").asText());
            shop.sandbox().pay(trade.path("merchantTradeNo").asText());

            storefront.awaitVerdict(visit.page(), "paid");
            assertThat(storefront.orderNumber(visit.page())).isEqualTo(number);
            assertThat(visit.page().locator("#method")).hasText("ATM 轉帳");
            assertThat(visit.page().locator("#other-ways")).not().isVisible();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theKeyboardAloneBuysTea() {
        try (var visit = chromium.visit(DESK)) {
            var storefront = new Storefront(shop, visit);
            var keyboard = new Keyboard(visit.page());
            storefront.enter();
            keyboard.tabTo("[data-product=tea-oolong] button");
            visit.see("10-keyboard-focus");
            keyboard.press("Enter");
            keyboard.backTo("#cart-button");
            keyboard.press("Enter");
            keyboard.tabTo("#go-checkout");
            keyboard.press("Enter");
            assertThat(visit.page().locator("#checkout-form")).isVisible();
            var person = Person.anybody();
            keyboard.fill("#name", person.name());
            keyboard.fill("#phone", person.phone());
            keyboard.fill("#email", person.email());
            keyboard.fill("#postalCode", person.postalCode());
            keyboard.fill("#city", person.city());
            keyboard.fill("#line1", person.street());
            keyboard.tabTo("[name=paymentMethod]");
            visit.see("11-keyboard-checkout");
            keyboard.tabTo("#place-order");
            keyboard.press("Enter");
            storefront.awaitGateway();
            keyboard.tabTo("#pay button");
            keyboard.press("Enter");

            storefront.awaitVerdict(visit.page(), "paid");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    void everyOtherPageIsFitToBeSeen(int width) {
        try (var visit = chromium.visit(width)) {
            var page = visit.page();
            page.navigate(shop.order() + "/result");
            visit.see("12-find-order");
            page.navigate(shop.order() + "/checkout");
            visit.see("13-checkout-empty");
            page.navigate(shop.sandbox().address() + "/");
            visit.see("15-sandbox");
            page.navigate(shop.mailbox().address() + "/");
            visit.see("16-mailbox");
            page.locator("a[href^='/messages/']").first().click();
            assertThat(page.frameLocator("iframe").locator("h1")).isVisible();
            visit.see("17-mail");
            page.navigate(shop.order() + "/docs");
            assertThat(page.locator(".opblock").first()).isVisible();
            visit.see("18-docs");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void wrongAnswersInTheFormAreToldBesideTheirFields() {
        try (var visit = chromium.visit(PHONE)) {
            var storefront = new Storefront(shop, visit);
            storefront.enter();
            storefront.putIntoCart("tea-oolong");
            storefront.openCart();
            storefront.goToCheckout();
            storefront.order();

            assertThat(visit.page().locator("#name-error")).isVisible();
            assertThat(visit.page().locator("#name")).isFocused();
            visit.see("19-checkout-errors");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private void orderTea(Storefront storefront, String paymentMethod) {
        storefront.enter();
        storefront.putIntoCart("tea-oolong");
        storefront.openCart();
        storefront.goToCheckout();
        storefront.fillIn(Person.anybody());
        storefront.choose(paymentMethod);
        storefront.order();
    }

    /** A second window on the result page, while the first one is at the gateway. */
    private Page openResult(Visit visit, Storefront storefront) {
        var newest = shop.sandbox().trades().getFirst().path("customField1").asText();
        var result = visit.anotherPage();
        result.navigate(shop.order() + "/result?order=" + newest);
        storefront.awaitVerdict(result, "pending");
        return result;
    }
}
