package io.cashbell.order.storefront;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shop as it can be read where no script runs. */
class ReadablePagesTest {
    private static final Duration UNTIL_READ_AGAIN = Duration.ofSeconds(3);

    private final Shop shop = Shop.open();
    private final InMemoryCatalogs catalogs = shop.the(InMemoryCatalogs.class);
    private final MutableClock clock = shop.the(MutableClock.class);

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("S4-29")
    void theFirstPageListsEveryProductWithItsPriceInEachLanguage(ShopLocale locale) {
        ShopWords words = ShopWords.in(locale);

        String page = shop.get(ShopPath.HOME.in(locale)).body();

        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"" + locale.tag() + "\"")
                .contains(
                        "<title>" + words.of("home.title") + "</title>",
                        words.of("home.lead"),
                        "<option value=\"TW\" selected>",
                        ">NT$600<",
                        ">NT$900<",
                        ">NT$520<")
                .doesNotContain("tea-old");
        for (JsonNode product : json(shop.get("/api/products")).path("items")) {
            String id = product.path("id").asText();
            String path = ShopPath.product(id).in(locale);
            assertThat(page).contains("data-product=\"" + id + "\"", "href=\"" + path + "\"");
            assertThat(shop.get(path).body())
                    .contains("<h1>" + nameFor(locale, product) + "</h1>", "aria-current=\"true\"");
        }
    }

    @Test
    @Tag("S4-29")
    void aProductsPageSaysWhatItIsWhatItCostsAndWhetherItCanBeHad() {
        assertThat(shop.get("/products/tea-oolong").body())
                .contains(
                        "<h1>阿里山高山烏龍</h1>",
                        "Alishan Oolong",
                        ">NT$600<",
                        "含稅價（稅率 5%）",
                        "現貨供應",
                        "src=\"/images/tea-oolong.svg\"",
                        "width=\"400\" height=\"500\" fetchpriority=\"high\"",
                        "href=\"/products/tea-black\"");
        assertThat(shop.get("/en/products/tea-sold-out").body())
                .contains(
                        "data-state=\"sold-out\">Sold out<",
                        "<button type=\"button\" class=\"button add\" disabled>");
    }

    @Test
    void aMarketWhereSomethingCanBePaidHasItsOwnPrices() {
        try (Shop korean = Shop.open(Map.of("KAKAOPAY_CID", "TC0ONETIME"))) {
            assertThat(korean.get("/ko/products/tea-oolong").body())
                    .contains(">₩26,000<", "<option value=\"KR\" selected>");
            assertThat(korean.get("/ko/products/tea-black").body())
                    .contains("data-state=\"not-here\">이 지역 판매 안 함<")
                    .doesNotContain("NT$520", "data-price>₩520");
            assertThat(korean.get("/zh-CN/products/tea-oolong").body())
                    .contains(">NT$600<", "<option value=\"CN\" disabled hidden>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/products/none, 這裡沒有茶",
        "/products/tea-old, 這裡沒有茶",
        "/en/products/tea-old, No tea here",
        "/ko/none, 여기에는 차가 없습니다",
        "/fr/products/tea-oolong, 這裡沒有茶"
    })
    void whatTheShopDoesNotShowIsNotFound(String path, String words) {
        HttpResponse<String> answer = shop.get(path, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains(words, "noindex").doesNotContain("舊茶");
        assertThat(json(shop.get(path, "Accept", "application/json")).path("type").asText())
                .endsWith(":not-found");
    }

    @Test
    void whereTheCatalogCannotBeReadAPageSaysSo() {
        catalogs.breakDown(true);

        HttpResponse<String> answer = shop.get("/en", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("<h1 data-words=\"home.failed\">The teas could not");
        assertThat(shop.get("/api/site", "Accept", "text/html").body()).startsWith("{");
    }

    @Test
    @Tag("S4-27")
    @Tag("S4-28")
    void whatTheReaderKnowsIsNotSentAgainUntilItChanges() {
        for (String path : new String[] {"/", "/en/", "/ko/products/tea-oolong", "/sitemap.xml"}) {
            HttpResponse<String> first = shop.get(path);
            assertThat(header(first, "Cache-Control"))
                    .isEqualTo("public, max-age=25, stale-while-revalidate=30");
            assertThat(shop.get(path, "If-None-Match", header(first, "ETag")).statusCode())
                    .isEqualTo(304);
        }
        String before = header(shop.get("/products/tea-oolong"), "ETag");

        catalogs.become(InMemoryCatalogs.TEAS.replace("\"600\"", "\"650\""));
        clock.pass(UNTIL_READ_AGAIN);

        HttpResponse<String> after = shop.get("/products/tea-oolong", "If-None-Match", before);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).contains(">NT$650<").doesNotContain("NT$600");
        assertThat(shop.get("/").body()).contains(">NT$650<");
    }

    @Test
    @Tag("S4-53")
    void howeverManyReadTheTableIsAskedOnce() {
        for (int i = 0; i < 20; i++) {
            shop.get("/");
            shop.get("/en/products/tea-oolong");
            shop.get("/sitemap.xml");
        }
        assertThat(catalogs.reads()).isEqualTo(1);
    }

    @Test
    @Tag("S4-26")
    void anAnnouncementIsOnThePagesWhileItLasts() {
        assertThat(shop.get("/products/tea-black").body()).contains(">滿千免運</aside>");
        catalogs.become(
                InMemoryCatalogs.TEAS.replace(
                        "\"flags\"",
                        "\"announcementFrom\": \"2026-03-01T02:03:20Z\","
                                + " \"announcementUntil\": \"2026-03-01T02:04:20Z\", \"flags\""));
        clock.pass(UNTIL_READ_AGAIN);

        HttpResponse<String> before = shop.get("/");
        assertThat(before.body()).doesNotContain("滿千免運");
        assertThat(header(before, "Cache-Control"))
                .isEqualTo("public, max-age=12, stale-while-revalidate=0");

        clock.pass(Duration.ofSeconds(13));
        assertThat(shop.get("/", "If-None-Match", header(before, "ETag")).body())
                .contains("<aside id=\"strip\" class=\"strip announcing\"", ">滿千免運</aside>");

        clock.pass(Duration.ofMinutes(1));
        assertThat(shop.get("/").body()).doesNotContain("滿千免運");
    }

    @Test
    @Tag("S4-34")
    void aClosedShopSaysSoAndSellsNothing() {
        assertThat(shop.get("/").body())
                .contains("<section id=\"closed\" class=\"panel closed\" hidden>");

        catalogs.become(InMemoryCatalogs.closed("端午連假，六月三日恢復出貨"));
        clock.pass(UNTIL_READ_AGAIN);

        assertThat(shop.get("/").body())
                .contains(
                        "<section id=\"closed\" class=\"panel closed\">",
                        "<p id=\"closed-text\">端午連假，六月三日恢復出貨</p>",
                        "disabled><span data-word>暫停接單</span>")
                .doesNotContain("<button type=\"button\" class=\"button add\">");
        assertThat(shop.get("/en/products/tea-oolong").body())
                .contains("端午連假，六月三日恢復出貨</aside>", "data-state=\"paused\">Not on sale now<");
    }

    private static String nameFor(ShopLocale locale, JsonNode product) {
        boolean chinese =
                locale == ShopLocale.TRADITIONAL_CHINESE || locale == ShopLocale.SIMPLIFIED_CHINESE;
        return product.path("name").path(chinese ? "zh-TW" : "en").asText();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
