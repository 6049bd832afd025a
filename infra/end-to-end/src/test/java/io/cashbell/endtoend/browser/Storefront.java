package io.cashbell.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.cashbell.endtoend.buyer.Person;
import io.cashbell.endtoend.shop.Shop;
import java.util.regex.Pattern;

/** The shop's pages under a visitor's hand. */
public final class Storefront {
    private final Shop shop;
    private final Visit visit;
    private final Page page;

    public Storefront(Shop shop, Visit visit) {
        this.shop = shop;
        this.visit = visit;
        this.page = visit.page();
    }

    public void enter() {
        page.navigate(shop.order() + "/");
        assertThat(page.locator("[data-product]").first()).isVisible();
    }

    public void putIntoCart(String productId) {
        page.locator("[data-product=" + productId + "]").getByRole(AriaRole.BUTTON).first().click();
    }

    /** On a phone's width by the bar at the bottom, otherwise by the button at the top. */
    public void openCart() {
        page.locator(visit.isNarrow() ? "#cart-bar" : "#cart-button").click();
        assertThat(page.locator("#cart")).isVisible();
    }

    public void goToCheckout() {
        page.locator("#go-checkout").click();
        assertThat(page.locator("#checkout-form")).isVisible();
    }

    public void fillIn(Person person) {
        page.locator("#name").fill(person.name());
        page.locator("#phone").fill(person.phone());
        page.locator("#email").fill(person.email());
        page.locator("#postalCode").fill(person.postalCode());
        page.locator("#city").fill(person.city());
        page.locator("#line1").fill(person.street());
    }

    public void choose(String paymentMethod) {
        page.locator("[name=paymentMethod][value=" + paymentMethod + "]").check();
    }

    public void order() {
        page.locator("#place-order").click();
    }

    /** On the result page: what it says of the order. */
    public Locator verdict(Page result) {
        return result.locator("#order-status");
    }

    public void awaitVerdict(Page result, String status) {
        assertThat(verdict(result)).hasAttribute("data-status", status);
    }

    /** The number that the result page shows. */
    public String orderNumber(Page result) {
        return result.locator("#order-number").textContent().strip();
    }

    /** On the gateway's page, which is not ours. */
    public void awaitGateway() {
        page.waitForURL(
                Pattern.compile(Pattern.quote(shop.sandbox().address() + "/ecpay/") + ".*"));
        assertThat(page.locator("#pay button")).isVisible();
    }

    /** On the gateway's page, which gives out a number to pay with later. */
    public void takeNumber() {
        page.waitForURL(
                Pattern.compile(Pattern.quote(shop.sandbox().address() + "/ecpay/") + ".*"));
        press("issue");
    }

    public void press(String gatewayButton) {
        page.locator("#" + gatewayButton + " button").click();
    }
}
