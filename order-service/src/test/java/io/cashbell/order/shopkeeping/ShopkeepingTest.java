package io.cashbell.order.shopkeeping;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopkeepingTest {
    private static final String KEY = "Idempotency-Key";
    private static final String MINT =
            """
            {"id": "tea-mint", "name": {"zh-TW": "薄荷茶", "en": "Mint"},
             "unitPrice": {"TWD": "350", "CNY": "80.5"}, "vat": "5",
             "imageUrl": "/images/tea-mint.svg", "available": true, "active": true}
            """;
    private static final String OOLONG =
            """
            {"name": {"zh-TW": "高山烏龍", "en": "Oolong"}, "unitPrice": {"TWD": "650"},
             "vat": "5", "imageUrl": "https://images.example/oolong.webp"}
            """;
    private static final String CLOSED =
            """
            {"status": "closed", "announcement": {"zh-TW": "盤點中", "en": "Stocktaking"}}
            """;

    private final Shop shop = Shop.open();
    private final InMemoryCatalogs catalogs = shop.the(InMemoryCatalogs.class);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-6")
    void aNewProductIsShownAndCanBeOrdered() {
        HttpResponse<String> created = shop.change("POST", "/products", MINT);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location"))
                .contains("/api/admin/products/tea-mint");
        assertThat(json(created).at("/unitPrice/CNY").asText()).isEqualTo("80.50");
        afterAMoment();
        assertThat(json(shop.get("/api/products")).path("items").findValuesAsText("id"))
                .contains("tea-mint");
        HttpResponse<String> order = shop.order(Shop.ORDER.replace("tea-oolong", "tea-mint"));
        assertThat(json(order).at("/total/amount").asText()).isEqualTo("700");
    }

    @Test
    @Tag("S4-6")
    @Tag("S4-7")
    void anotherPriceIsThePriceOfNewOrdersAndOldOnesKeepTheirs() {
        JsonNode before = json(shop.order(Shop.ORDER));

        HttpResponse<String> changed = shop.change("PUT", "/products/tea-oolong", OOLONG);

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        afterAMoment();
        JsonNode after = json(shop.order(Shop.ORDER));
        assertThat(after.at("/total/amount").asText()).isEqualTo("1300");
        assertThat(after.at("/items/0/name").asText()).isEqualTo("高山烏龍");
        JsonNode old = json(shop.ask("/orders/" + before.path("orderId").asText()));
        assertThat(old.at("/total/amount").asText()).isEqualTo("1200");
        assertThat(old.at("/items/0/unitPrice/amount").asText()).isEqualTo("600");
        assertThat(old.at("/items/0/name").asText()).isEqualTo("阿里山高山烏龍");
        // Not sold in won any more.
        assertThat(json(shop.get("/api/products")).at("/items/0/unitPrice"))
                .isEqualTo(json("{\"TWD\": \"650\"}"));
    }

    @Test
    @Tag("S4-6")
    void whatIsNotAvailableCannotBeOrderedAndWhatIsNotActiveIsNotShown() {
        String sold = OOLONG.replace("\"vat\"", "\"available\": false, \"vat\"");
        shop.change("PUT", "/products/tea-oolong", sold);
        afterAMoment();
        assertThat(shop.order(Shop.ORDER).statusCode()).isEqualTo(422);
        // Left out, it stays as it is.
        shop.change("PUT", "/products/tea-oolong", OOLONG);
        assertThat(product("tea-oolong").path("available").asBoolean(true)).isFalse();

        String hidden = OOLONG.replace("\"vat\"", "\"active\": false, \"vat\"");
        shop.change("PUT", "/products/tea-oolong", hidden);
        afterAMoment();
        assertThat(shop.get("/api/products").body()).doesNotContain("tea-oolong");
        assertThat(json(shop.ask("/products")).path("items").findValuesAsText("id"))
                .contains("tea-oolong");
    }

    @Test
    void aDescriptionStaysUnlessItIsChanged() {
        String described = MINT.replace("\"vat\"", "\"description\": {\"en\": \"Fresh\"}, \"vat\"");
        shop.change("POST", "/products", described);
        shop.change("PUT", "/products/tea-mint", MINT);
        assertThat(product("tea-mint").at("/description/en").asText()).isEqualTo("Fresh");

        shop.change(
                "PUT",
                "/products/tea-mint",
                MINT.replace("\"vat\"", "\"description\": {}, \"vat\""));
        assertThat(product("tea-mint").has("description")).isFalse();
    }

    @Test
    void whatIsReadCanBeWrittenBackAndChangesNothing() {
        String product = shop.ask("/products/tea-sold-out").body();
        String site = shop.ask("/site").body();

        assertThat(shop.change("PUT", "/products/tea-sold-out", product).body()).isEqualTo(product);
        assertThat(shop.change("PUT", "/site", site).body()).isEqualTo(site);
        assertThat(changes()).isEmpty();
    }

    @Test
    void allProductsAreListedAPageAtATime() {
        JsonNode first = json(shop.ask("/products?limit=3"));
        assertThat(first.path("items").findValuesAsText("id"))
                .containsExactly("tea-oolong", "tea-sold-out", "tea-old");
        JsonNode second =
                json(shop.ask("/products?limit=3&cursor=" + first.path("nextCursor").asText()));
        assertThat(second.path("items").findValuesAsText("id")).containsExactly("tea-black");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(shop.ask("/products?cursor=none").statusCode()).isEqualTo(400);
        assertThat(shop.ask("/products?limit=101").statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("S4-8")
    @Tag("S4-34")
    void aClosedShopTakesNoOrderAndSaysWhy() {
        assertThat(shop.change("PUT", "/site", CLOSED).statusCode()).isEqualTo(200);

        afterAMoment();
        JsonNode site = json(shop.get("/api/site"));
        assertThat(site.path("status").asText()).isEqualTo("closed");
        assertThat(site.at("/announcement/en").asText()).isEqualTo("Stocktaking");
        assertThat(site.at("/flags/gift").asBoolean()).as("flags stay").isTrue();
        HttpResponse<String> refused = shop.order(Shop.ORDER);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).path("detail").asText()).isEqualTo("盤點中");

        shop.change("PUT", "/site", "{\"status\": \"open\"}");
        afterAMoment();
        assertThat(json(shop.get("/api/site")).path("announcement")).isEmpty();
        assertThat(shop.order(Shop.ORDER).statusCode()).isEqualTo(201);
    }

    @Test
    @Tag("S4-8")
    @Tag("S4-26")
    void flagsAreSetAndAPaymentMethodThatIsOffIsNeitherListedNorTaken() {
        shop.change(
                "PUT",
                "/site",
                """
                {"status": "open", "flags": {"newCheckout": true},
                 "methodsOff": ["ecpay-credit", "kakaopay"]}
                """);

        afterAMoment();
        JsonNode site = json(shop.get("/api/site"));
        assertThat(site.path("flags")).isEqualTo(json("{\"newCheckout\": true}"));
        assertThat(site.path("paymentMethods").findValuesAsText("code"))
                .containsExactly("pay-on-arrival");
        HttpResponse<String> refused = shop.order(Shop.ORDER);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo("/paymentMethod");
        // Left out, they stay off; an empty list switches them on.
        shop.change("PUT", "/site", "{\"status\": \"open\"}");
        assertThat(json(shop.ask("/site")).path("methodsOff")).hasSize(2);
        shop.change("PUT", "/site", "{\"status\": \"open\", \"methodsOff\": []}");
        afterAMoment();
        assertThat(shop.order(Shop.ORDER).statusCode()).isEqualTo(201);
    }

    @Test
    @Tag("S4-26")
    void anAnnouncementIsShownInItsTimeAloneAndNoCacheKeepsItLonger() {
        shop.change(
                "PUT",
                "/site",
                """
                {"status": "open", "announcement": {"en": "Sale"},
                 "announcementFrom": "2026-03-01T10:04:04.005+08:00",
                 "announcementUntil": "2026-03-01T03:03:04.005Z"}
                """);
        // A minute is left.
        assertThat(announced()).isEmpty();
        assertThat(caching()).isEqualTo("public, max-age=25, stale-while-revalidate=30");
        pass(Duration.ofSeconds(40));
        assertThat(caching()).isEqualTo("public, max-age=20, stale-while-revalidate=0");
        pass(Duration.ofSeconds(19));
        assertThat(announced()).isEmpty();
        assertThat(caching()).isEqualTo("public, max-age=1, stale-while-revalidate=0");
        pass(Duration.ofSeconds(1));
        assertThat(announced()).isEqualTo("Sale");
        pass(Duration.ofMinutes(58).plusSeconds(20));
        assertThat(caching()).isEqualTo("public, max-age=25, stale-while-revalidate=15");
        pass(Duration.ofSeconds(40));
        assertThat(announced()).isEmpty();
        assertThat(caching()).isEqualTo("public, max-age=25, stale-while-revalidate=30");
    }

    @Test
    void aClosedShopDoesNotSayWhatIsNotToBeSaidYet() {
        shop.change(
                "PUT",
                "/site",
                CLOSED.replace(
                        "\"status\"",
                        "\"announcementFrom\": \"2026-03-02T00:00:00Z\", \"status\""));
        afterAMoment();
        assertThat(json(shop.order(Shop.ORDER)).path("detail").asText())
                .isEqualTo("The shop takes no orders at the moment.");
    }

    @Test
    void everyChangeIsRecordedWithWhoWhenAndWhatItWas() {
        shop.change("POST", "/products", MINT);
        pass(Duration.ofMinutes(1));
        shop.change("PUT", "/products/tea-oolong", OOLONG);
        shop.change("PUT", "/site", CLOSED);

        List<JsonNode> changes = changes();

        assertThat(changes)
                .extracting(change -> change.path("what").asText())
                .containsExactly("site.changed", "product.changed", "product.created");
        JsonNode price = changes.get(1);
        assertThat(price.path("actor").asText()).isEqualTo("api-token");
        assertThat(price.path("at").asText()).isEqualTo("2026-03-01T02:04:04.005Z");
        assertThat(price.path("productId").asText()).isEqualTo("tea-oolong");
        assertThat(price.at("/before/unitPrice/TWD").asText()).isEqualTo("600");
        assertThat(price.at("/after/unitPrice/TWD").asText()).isEqualTo("650");
        assertThat(changes.get(2).get("before").isNull()).isTrue();
        assertThat(changes.get(0).at("/after/status").asText()).isEqualTo("closed");
        JsonNode page = json(shop.ask("/changes?limit=2"));
        JsonNode next = json(shop.ask("/changes?cursor=" + page.path("nextCursor").asText()));
        assertThat(next.path("items")).containsExactly(changes.get(2));
        assertThat(next.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void aRepeatIsAnsweredLikeTheFirstAndDoneOnce() {
        HttpResponse<String> first = shop.change("POST", "/products", MINT, KEY, "k-1");
        shop.change("PUT", "/products/tea-mint", MINT.replace("350", "360"));

        HttpResponse<String> again = shop.change("POST", "/products", MINT, KEY, "k-1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(changes()).hasSize(2);
        String other = MINT.replace("350", "370");
        assertThat(shop.change("POST", "/products", other, KEY, "k-1").statusCode()).isEqualTo(422);
        assertThat(shop.change("PUT", "/products/tea-mint", MINT, KEY, "k-1").statusCode())
                .isEqualTo(422);
        assertThat(shop.change("POST", "/products", MINT, KEY, "k-2").statusCode()).isEqualTo(409);
        assertThat(shop.change("POST", "/products", MINT, KEY, "two words").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aKeyHoldsAlsoForWhatChangedNothing() {
        String site = shop.ask("/site").body();
        shop.change("PUT", "/site", site, KEY, "same");
        shop.change("PUT", "/site", CLOSED);

        HttpResponse<String> again = shop.change("PUT", "/site", site, KEY, "same");

        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(json(shop.ask("/site")).path("status").asText()).isEqualTo("closed");
    }

    @Test
    void whoeverReadAnOlderOneChangesNothing() {
        String tag = shop.ask("/products/tea-oolong").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> first =
                shop.change("PUT", "/products/tea-oolong", OOLONG, "If-Match", tag);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("ETag"))
                .isEqualTo(shop.ask("/products/tea-oolong").headers().firstValue("ETag"));

        String cheaper = OOLONG.replace("650", "1");
        HttpResponse<String> late =
                shop.change("PUT", "/products/tea-oolong", cheaper, "If-Match", tag);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(late).path("type").asText()).isEqualTo("urn:cashbell:problem:overtaken");
        assertThat(product("tea-oolong").at("/unitPrice/TWD").asText()).isEqualTo("650");
        assertThat(shop.change("PUT", "/site", CLOSED, "If-Match", tag).statusCode())
                .isEqualTo(412);
        assertThat(shop.change("PUT", "/site", CLOSED, "If-Match", "*").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoeverIsOvertakenTriesAgainAndGivesUpAtLast() {
        catalogs.beatenBy(5);
        assertThat(shop.change("PUT", "/site", CLOSED).statusCode()).isEqualTo(200);
        assertThat(changes()).hasSize(1);

        catalogs.beatenBy(1_000);
        HttpResponse<String> late = shop.change("POST", "/products", MINT);
        catalogs.beatenBy(0);

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).contains("1");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void aCatalogThatWouldNotFitIsRefused() {
        catalogs.become(
                InMemoryCatalogs.TEAS.replace(
                        "\"flags\"", "\"note\": \"" + "茶".repeat(99_900) + "\", \"flags\""));

        HttpResponse<String> refused = shop.change("POST", "/products", MINT);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("type").asText())
                .isEqualTo("urn:cashbell:problem:catalog-full");
        assertThat(shop.ask("/products/tea-mint").statusCode()).isEqualTo(404);
    }

    @Test
    void anEmptyShopGetsItsFirstProduct() {
        catalogs.become(null);
        assertThat(shop.change("POST", "/products", MINT).statusCode()).isEqualTo(201);
        afterAMoment();
        assertThat(json(shop.get("/api/products")).path("items").findValuesAsText("id"))
                .containsExactly("tea-mint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "tea-mint"                       | "Tea Mint"                  | /id
                    {"zh-TW": "薄荷茶", "en": "Mint"}  | {}                          | /name
                    {"zh-TW": "薄荷茶", "en": "Mint"}  | {"en": "Mint", "fr": "Thé"} | /name/fr
                    {"zh-TW": "薄荷茶", "en": "Mint"}  | {"en": 7}                   | /name/en
                    {"zh-TW": "薄荷茶", "en": "Mint"}  | {"en": "a\\u0000b"}         | /name/en
                    {"TWD": "350", "CNY": "80.5"}    | {}                          | /unitPrice
                    {"TWD": "350", "CNY": "80.5"}    | {"TWD": "0"}                | /unitPrice/TWD
                    {"TWD": "350", "CNY": "80.5"}    | {"TWD": "3.5"}              | /unitPrice/TWD
                    {"TWD": "350", "CNY": "80.5"}    | {"TWD": 350}                | /unitPrice/TWD
                    {"TWD": "350", "CNY": "80.5"}    | {"TWD": "100000000"}        | /unitPrice/TWD
                    {"TWD": "350", "CNY": "80.5"}    | {"TWD": "1", "USD": "1"}    | /unitPrice/USD
                    "5"                              | "101"                       | /vat
                    "/images/tea-mint.svg"           | "//elsewhere.example/a.svg" | /imageUrl
                    "/images/tea-mint.svg"           | "http://images.example/a"   | /imageUrl
                    "/images/tea-mint.svg"           | "javascript:alert(1)"       | /imageUrl
                    "/images/tea-mint.svg"           | "/images/../../a"           | /imageUrl
                    "available": true                | "available": "yes"          | /available
                    "available": true                | "stock": 5                  | /stock
                    "vat": "5",                      |                             | /vat
                    """)
    void aProductThatIsNotRightIsNamedWhereItIsNot(String right, String wrong, String pointer) {
        assertThat(MINT).contains(right);
        HttpResponse<String> refused =
                shop.change("POST", "/products", MINT.replace(right, wrong == null ? "" : wrong));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("errors").findValuesAsText("pointer"))
                .containsExactly(pointer);
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                              | /status
                    {"status": "ajar"}                                              | /status
                    {"status": "open", "announcement": "Sale"}                      | /announcement
                    {"status": "open", "announcement": {"en": ""}}                  | /announcement/en
                    {"status": "open", "announcementFrom": "tomorrow"}              | /announcementFrom
                    {"status": "open", "announcementFrom": "2026-03-02T00:00:00Z", "announcementUntil": "2026-03-02T08:00:00+08:00"} | /announcementUntil
                    {"status": "open", "flags": {"a b": true}}                      | /flags/a b
                    {"status": "open", "flags": {"gift": "yes"}}                    | /flags/gift
                    {"status": "open", "methodsOff": ["ecpay-credit", "gold"]}      | /methodsOff/1
                    {"status": "open", "paymentMethods": []}                        | /paymentMethods
                    """)
    void aSiteThatIsNotRightIsNamedWhereItIsNot(String body, String pointer) {
        HttpResponse<String> refused = shop.change("PUT", "/site", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("errors").findValuesAsText("pointer"))
                .containsExactly(pointer);
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        assertThat(shop.change("PUT", "/products/tea-none", OOLONG).statusCode()).isEqualTo(404);
        assertThat(shop.change("PUT", "/products/tea-black", MINT).statusCode())
                .as("the body names another")
                .isEqualTo(400);
        assertThat(shop.ask("/products/tea-none").statusCode()).isEqualTo(404);
        assertThat(changes()).isEmpty();
    }

    @Test
    @Tag("S1-18")
    void nobodyElseReadsOrChangesTheShop() {
        for (String path : List.of("/products", "/products/tea-oolong", "/site", "/changes")) {
            assertThat(shop.get("/api/admin" + path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(
                        shop.send(
                                        shop.request("/api/admin/site")
                                                .header("Content-Type", "application/json")
                                                .PUT(HttpRequest.BodyPublishers.ofString(CLOSED)))
                                .statusCode())
                .isEqualTo(401);
        assertThat(changes()).isEmpty();
    }

    private JsonNode product(String id) {
        return json(shop.ask("/products/" + id));
    }

    private List<JsonNode> changes() {
        JsonNode items = json(shop.ask("/changes")).path("items");
        return List.copyOf(items.valueStream().toList());
    }

    private String announced() {
        return json(shop.get("/api/site")).at("/announcement/en").asText();
    }

    private String caching() {
        return shop.get("/api/site").headers().firstValue("Cache-Control").orElseThrow();
    }

    /** The catalog in memory is two seconds old at most. */
    private void afterAMoment() {
        pass(Duration.ofSeconds(3));
    }

    private void pass(Duration time) {
        shop.the(MutableClock.class).pass(time);
    }
}
