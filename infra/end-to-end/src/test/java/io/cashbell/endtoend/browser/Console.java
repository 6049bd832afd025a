package io.cashbell.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.cashbell.endtoend.shop.Shop;

/** The console under its owner's hand. */
public final class Console {
    private final Shop shop;
    private final Visit visit;
    private final Page page;

    public Console(Shop shop, Visit visit) {
        this.shop = shop;
        this.visit = visit;
        this.page = visit.page();
    }

    /** Signs in, the first time by the one-time password, and goes on to the list of orders. */
    public void enter() {
        signIn(Shop.OWNER, shop.ownersPassword());
        if (shop.ownersPassword().equals(Shop.FIRST_PASSWORD)) {
            choosePassword(Shop.FIRST_PASSWORD, shop.chooseOwnersPassword());
        }
        page.waitForURL("**/admin/today");
        page.locator("nav a[href='/admin/orders']").click();
        page.waitForURL("**/admin/orders");
    }

    public void signIn(String email, String password) {
        open("");
        page.locator("input[name=email]").fill(email);
        page.locator("input[name=password]").fill(password);
        page.locator("main button").click();
    }

    /** On the page that asks for another password than the one-time password. */
    public void choosePassword(String old, String chosen) {
        fill("/admin/password", "old", old);
        fill("/admin/password", "new", chosen);
        submit("/admin/password");
    }

    /**
     * @param path after {@code /admin}
     */
    public void open(String path) {
        page.navigate(shop.order() + "/admin" + path);
    }

    public Locator at(String selector) {
        return page.locator(selector);
    }

    /** A field of the form that leads to {@code action}. */
    public void fill(String action, String field, String text) {
        form(action).locator("[name='" + field + "']").fill(text);
    }

    /** Not before the page is whole: leaving it would cut off what it still loads. */
    public void submit(String action) {
        page.waitForLoadState();
        form(action).locator("button[type=submit]").click();
    }

    public Locator form(String action) {
        return page.locator("form[action$='" + action + "']");
    }

    /** A picture of the page, which nothing bars anybody from. */
    public void isFit(String name) {
        visit.see(name);
        assertThat(visit.barriers()).isEmpty();
    }

    /** What a page says at a place. */
    public void says(String selector, String text) {
        assertThat(page.locator(selector)).containsText(text);
    }
}
