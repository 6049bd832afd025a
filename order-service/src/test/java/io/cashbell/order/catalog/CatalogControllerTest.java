package io.cashbell.order.catalog;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CatalogControllerTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-26")
    @Tag("S4-33")
    void theSiteSaysWhetherItIsOpenAndHowOneCanPay() {
        HttpResponse<String> response = shop.get("/api/site");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(
                        json(
                                """
                                {"status": "open", "announcement": {"zh-TW": "滿千免運"},
                                 "flags": {"gift": true},
                                 "paymentMethods": [
                                  {"code": "ecpay-credit", "currency": "TWD",
                                   "min": "5", "max": "199999"},
                                  {"code": "pay-on-arrival", "currency": "TWD",
                                   "min": "1", "max": "20000"}]}
                                """));
    }

    @Test
    @Tag("S4-33")
    void theProductsAreThoseThatAreActive() {
        JsonNode page = json(shop.get("/api/products"));
        assertThat(page.path("items").findValuesAsText("id"))
                .containsExactly("tea-oolong", "tea-sold-out", "tea-black");
        assertThat(page.get("nextCursor").isNull()).isTrue();
        assertThat(page.path("items").get(0))
                .isEqualTo(
                        json(
                                """
                                {"id": "tea-oolong",
                                 "name": {"zh-TW": "阿里山高山烏龍", "en": "Alishan Oolong"},
                                 "unitPrice": {"TWD": "600", "KRW": "26000", "CNY": "138.50"},
                                 "vat": "5", "imageUrl": "/images/tea-oolong.svg",
                                 "available": true}
                                """));
        assertThat(page.path("items").get(1).path("available").asBoolean(true)).isFalse();
    }

    @Test
    void theProductsPageByCursor() {
        JsonNode first = json(shop.get("/api/products?limit=2"));
        assertThat(first.path("items")).hasSize(2);
        String cursor = first.path("nextCursor").asText();
        JsonNode second = json(shop.get("/api/products?limit=2&cursor=" + cursor));
        assertThat(second.path("items").findValuesAsText("id")).containsExactly("tea-black");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(shop.get("/api/products?limit=0").statusCode()).isEqualTo(400);
        assertThat(shop.get("/api/products?limit=101").statusCode()).isEqualTo(400);
        assertThat(shop.get("/api/products?limit=x").statusCode()).isEqualTo(400);
        assertThat(shop.get("/api/products?cursor=none").statusCode()).isEqualTo(400);
    }

    @Test
    void aPageHasTwentyProductsUnlessAskedForMore() {
        become(25, 0);
        JsonNode first = json(shop.get("/api/products"));
        assertThat(first.path("items")).hasSize(20);
        JsonNode second =
                json(shop.get("/api/products?cursor=" + first.path("nextCursor").asText()));
        assertThat(second.path("items")).hasSize(5);
        assertThat(json(shop.get("/api/products?limit=100")).path("items")).hasSize(25);
    }

    @Test
    void thePagesGoOnAfterAProductThatIsShownNoMore() {
        become(5, 0);
        String cursor = json(shop.get("/api/products?limit=2")).path("nextCursor").asText();
        become(5, 2);
        shop.the(MutableClock.class).pass(Duration.ofSeconds(3));
        assertThat(
                        json(shop.get("/api/products?limit=2&cursor=" + cursor))
                                .path("items")
                                .findValuesAsText("id"))
                .containsExactly("tea-3", "tea-4");
    }

    /**
     * @param hidden which of them is not shown, 0 for none
     */
    private void become(int products, int hidden) {
        ObjectNode catalog = JsonNodeFactory.instance.objectNode();
        ArrayNode all = catalog.putArray("products");
        for (int i = 1; i <= products; i++) {
            ObjectNode tea = all.addObject().put("id", "tea-" + i).put("vat", "5");
            tea.putObject("name").put("en", "Tea " + i);
            tea.putObject("unitPrice").put("TWD", "100");
            tea.put("imageUrl", "/images/tea.svg").put("available", true);
            tea.put("active", i != hidden);
        }
        shop.the(InMemoryCatalogs.class).become(catalog.toString());
    }

    @Test
    @Tag("S4-28")
    void whatTheClientKnowsIsNotSentAgain() {
        for (String path : new String[] {"/api/site", "/api/products"}) {
            HttpResponse<String> first = shop.get(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
            assertThat(first.headers().firstValue("Cache-Control"))
                    .contains("public, max-age=25, stale-while-revalidate=30");
            for (String known : new String[] {tag, "W/" + tag, "\"old\", " + tag, "*"}) {
                HttpResponse<String> again = shop.get(path, "If-None-Match", known);
                assertThat(again.statusCode()).as(known).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.headers().firstValue("ETag")).contains(tag);
            }
            assertThat(shop.get(path, "If-None-Match", "\"old\"").statusCode()).isEqualTo(200);
            HttpResponse<String> head =
                    shop.send(
                            shop.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("ETag")).contains(tag);
        }
    }

    @Test
    @Tag("S4-28")
    void aChangeIsSeenAfterTwoSecondsWithAnotherTag() {
        String before = shop.get("/api/site").headers().firstValue("ETag").orElseThrow();
        shop.the(InMemoryCatalogs.class).become(InMemoryCatalogs.closed("休息"));
        shop.the(MutableClock.class).pass(Duration.ofSeconds(3));
        HttpResponse<String> after = shop.get("/api/site", "If-None-Match", before);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(json(after).path("status").asText()).isEqualTo("closed");
    }

    @Test
    @Tag("S4-7")
    void theSeedHasAPriceInEachMarket() {
        try (Shop tea = Shop.open(Map.of("CATALOG_SEED", "tea-shop"))) {
            tea.the(InMemoryCatalogs.class).become(null);
            JsonNode teas = json(tea.get("/api/products")).path("items");
            assertThat(teas).hasSize(8);
            for (JsonNode each : teas) {
                for (Currency currency : Currency.values()) {
                    Money price =
                            Money.parse(
                                    each.path("unitPrice").path(currency.name()).asText(),
                                    currency);
                    assertThat(price.isZero()).as("%s in %s", each.path("id"), currency).isFalse();
                }
            }
        }
    }

    @Test
    @Tag("S4-53")
    void howeverManyAskTheTableIsAskedOnce() {
        for (int i = 0; i < 50; i++) {
            shop.get("/api/products");
        }
        assertThat(shop.the(InMemoryCatalogs.class).reads()).isEqualTo(1);
    }
}
