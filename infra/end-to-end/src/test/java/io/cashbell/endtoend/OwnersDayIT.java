package io.cashbell.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.cashbell.endtoend.browser.BrowserExtension;
import io.cashbell.endtoend.browser.Chromium;
import io.cashbell.endtoend.browser.Console;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner does in the console on a day: by hand, at a desk and on a phone. */
@Tag("proof")
@ExtendWith({ShopExtension.class, BrowserExtension.class})
class OwnersDayIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Shop shop;
    private final Chromium chromium;

    OwnersDayIT(Shop shop, Chromium chromium) {
        this.shop = shop;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @CsvSource({"1280, zh-TW, LIGHT", "390, ko, DARK"})
    @Tag("S4-6")
    @Tag("S4-7")
    void aProductIsAddedPricedAnewAndTakenOut(int width, String locale, ColorScheme colors) {
        var id = "tea-of-the-day-" + width;
        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/shop/new-product");
                    var add = "/admin/shop/products";
                    console.fill(add, "id", id);
                    Map.of(
                                    "zh-TW", "今日茶 <b>" + width + "</b>",
                                    "ko", "오늘의 차 " + width,
                                    "zh-CN", "今日茶 " + width,
                                    "en", "Tea of the day " + width)
                            .forEach(
                                    (language, name) ->
                                            console.fill(add, "name/" + language, name));
                    console.fill(add, "unitPrice/TWD", "480");
                    console.fill(add, "vat", "5");
                    console.fill(add, "imageUrl", "/images/tea-oolong.svg");
                    console.form(add).locator("[name=available]").setChecked(true);
                    console.form(add).locator("[name=active]").setChecked(true);
                    console.isFit("50-console-new-product-" + locale);
                    console.submit(add);
                    assertThat(console.at("#saved")).isVisible();
                    console.says("#products", id);
                    console.isFit("51-console-product-added-" + locale);
                });
        Poll.until(LIMIT, "it is sold", () -> priceOf(id).equals("480"));

        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/shop/products/" + id);
                    var change = "/products/" + id;
                    console.fill(change, "unitPrice/TWD", "520");
                    console.submit(change);
                    console.says("#changes li >> nth=0", "520");
                    console.says("#changes li >> nth=0", Shop.OWNER);
                });
        Poll.until(LIMIT, "its price is another", () -> priceOf(id).equals("520"));

        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/shop/products/" + id);
                    var change = "/products/" + id;
                    console.form(change).locator("[name=active]").setChecked(false);
                    console.submit(change);
                    assertThat(console.at("#saved")).isVisible();
                });
        Poll.until(LIMIT, "it is gone", () -> priceOf(id).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1280, ko, DARK, 곧 다시 엽니다", "390, zh-TW, LIGHT, 盤點中，明天見"})
    @Tag("S4-8")
    @Tag("S4-34")
    void theShopIsClosedWithANoticeAndOpenedAgain(
            int width, String locale, ColorScheme colors, String notice) {
        setSite(width, locale, colors, "closed", notice);
        try (var visit = chromium.visit(width, locale, colors)) {
            Poll.until(LIMIT, "the shop is closed", () -> status().equals("closed"));
            visit.page().navigate(shop.order() + "/");
            assertThat(visit.page().locator("#closed")).containsText(notice);
            visit.see("53-storefront-closed-" + locale);
            assertThat(visit.barriers()).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        } finally {
            setSite(width, locale, colors, "open", "");
        }
        Poll.until(LIMIT, "the shop is open", () -> status().equals("open"));
    }

    @ParameterizedTest
    @CsvSource({"1280, zh-TW, DARK, 已出貨", "390, en, LIGHT, Shipped"})
    @Tag("S4-11")
    void ordersAreShippedTogether(int width, String locale, ColorScheme colors, String shipped) {
        var first = somebodyOrders();
        var second = somebodyOrders();
        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/orders?status=created&paymentMethod=pay-on-arrival");
                    console.at("[name='order." + first.id() + "']").check();
                    console.at("[name='order." + second.id() + "']").check();
                    console.fill("/orders/ship", "carrier", "黑貓宅急便");
                    console.isFit("54-console-orders-chosen-" + locale);
                    console.submit("/orders/ship");
                    assertThat(console.at("#shipped .chip.shipped")).hasCount(2);
                    console.says("#shipped", shipped);
                    console.isFit("55-console-orders-shipped-" + locale);
                });
        for (var order : new PlacedOrder[] {first, second}) {
            assertThat(Buyer.in(shop).look(order).path("status").asText()).isEqualTo("shipped");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, zh-TW, LIGHT, 現在可以進行：放棄信用卡授權。", "390, ko, DARK, 지금 할 수 있습니다: 카드 승인 취소."})
    @Tag("S4-11")
    void moneyGoesBackAfterThePlannersWords(
            int width, String locale, ColorScheme colors, String words) {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).pay();
        buyer.awaitStatus(order, "paid", LIMIT);
        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/orders/" + order.id());
                    console.says("#refund-words", words);
                    console.fill("/refund", "reason", "茶葉受潮");
                    console.isFit("56-console-before-refund-" + locale);
                    console.submit("/refund");
                    assertThat(console.at("#status.refunded")).isVisible();
                    console.says("#timeline", "茶葉受潮");
                    console.isFit("57-console-refunded-" + locale);
                });
        assertThat(buyer.look(order).path("status").asText()).isEqualTo("refunded");
    }

    @ParameterizedTest
    @CsvSource({"1280, en, LIGHT", "390, zh-TW, DARK"})
    @Tag("S4-11")
    void anOrderIsNotedAndCalledOffAndTheDayIsClosed(int width, String locale, ColorScheme colors) {
        var order = somebodyOrders();
        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/orders/" + order.id());
                    console.fill("/note", "text", "客人要改地址 <i>urgent</i>");
                    console.submit("/note");
                    console.says("#timeline", "客人要改地址 <i>urgent</i>");
                    console.fill("/cancel", "reason", "重複下單");
                    console.submit("/cancel");
                    assertThat(console.at("#status.cancelled")).isVisible();
                    console.says("#timeline", "→");
                    console.isFit("58-console-cancelled-" + locale);

                    console.open("/payments/closes");
                    var yesterday = LocalDate.now(ZoneId.of("Asia/Taipei")).minusDays(1).toString();
                    console.fill("/closes", "date", yesterday);
                    console.form("/closes").locator("[name=gateway]").selectOption("ecpay");
                    console.submit("/closes");
                    console.says("#closes", yesterday);
                    console.isFit("59-console-closes-" + locale);
                });
        assertThat(Buyer.in(shop).look(order).path("status").asText()).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource({"1280, zh-TW, DARK", "390, ko, LIGHT"})
    @Tag("S4-9")
    void somebodyIsLetInToSendParcelsAndNoMore(int width, String locale, ColorScheme colors) {
        var email = "packer" + width + "@teashop.example";
        var given = new String[1];
        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/accounts");
                    console.fill("/accounts/add", "email", email);
                    console.form("/accounts/add").locator("[name=role]").selectOption("operator");
                    console.submit("/accounts/add");
                    given[0] = console.at("#given").textContent().strip();
                    console.isFit("60-console-one-time-password-" + locale);
                });
        try (var visit = chromium.visit(width, locale, colors)) {
            var console = new Console(shop, visit);
            console.signIn(email, given[0]);
            console.choosePassword(given[0], "what the packer chose");
            visit.page().waitForURL("**/admin/today");
            assertThat(console.at("nav a[href='/admin/orders']")).isVisible();
            assertThat(console.at("nav a[href='/admin/accounts']")).hasCount(0);
            var order = somebodyOrders();
            console.open("/orders/" + order.id());
            assertThat(console.form("/ship")).isVisible();
            assertThat(console.form("/refund")).hasCount(0);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private void setSite(
            int width, String locale, ColorScheme colors, String status, String notice) {
        inTheConsole(
                width,
                locale,
                colors,
                console -> {
                    console.open("/shop");
                    console.form("/site").locator("[name=status]").selectOption(status);
                    for (var language : new String[] {"zh-TW", "ko", "zh-CN", "en"}) {
                        console.fill("/site", "announcement/" + language, notice);
                    }
                    console.submit("/site");
                    assertThat(console.at("#saved")).isVisible();
                    console.isFit("52-console-shop-" + status + "-" + locale);
                });
    }

    private String priceOf(String product) {
        var products = Http.get(shop.order().resolve("/api/products")).expect(200).json();
        for (var sold : products.path("items")) {
            if (sold.path("id").asText().equals(product)) {
                return sold.at("/unitPrice/TWD").asText();
            }
        }
        return "";
    }

    private String status() {
        return Http.get(shop.order().resolve("/api/site"))
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private PlacedOrder somebodyOrders() {
        var buyer = Buyer.in(shop);
        return buyer.place(OrderForm.onArrival(buyer.person()).with(2, "tea-oolong"));
    }

    private void inTheConsole(
            int width, String locale, ColorScheme colors, Consumer<Console> deeds) {
        try (var visit = chromium.visit(width, locale, colors)) {
            var console = new Console(shop, visit);
            console.enter();
            deeds.accept(console);
            assertThat(visit.complaints()).isEmpty();
        }
    }
}
