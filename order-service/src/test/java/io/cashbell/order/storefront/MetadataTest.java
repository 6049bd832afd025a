package io.cashbell.order.storefront;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.Shop;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

/** What the pages tell search engines and whoever shows a link to them. */
class MetadataTest {
    private static final Pattern STRUCTURED =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>");
    private static final String SHOP = "https://shop.example";

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("S4-29")
    void everyPageNamesItselfAndItsTranslations(ShopLocale locale) {
        for (ShopPath path : List.of(ShopPath.HOME, ShopPath.product("tea-oolong"))) {
            String page = shop.get(path.in(locale)).body();
            assertThat(page)
                    .contains(
                            "<link rel=\"canonical\" href=\"" + SHOP + path.in(locale) + "\">",
                            "<meta property=\"og:url\" content=\"" + SHOP + path.in(locale) + "\">",
                            "<meta property=\"og:image\" content=\""
                                    + SHOP
                                    + "/images/tea-oolong.svg\">",
                            "hreflang=\"x-default\" href=\"" + SHOP + "/" + path.rest() + "\">");
            for (ShopLocale other : ShopLocale.values()) {
                assertThat(page)
                        .contains(
                                "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s%s\">"
                                        .formatted(other.tag(), SHOP, path.in(other)));
            }
        }
        assertThat(shop.get(ShopPath.product("tea-oolong").in(locale)).body())
                .contains(
                        "<meta property=\"og:type\" content=\"product\">",
                        "<meta property=\"product:price:amount\" content=\"600\">",
                        "<meta property=\"product:price:currency\" content=\"TWD\">");
    }

    @Test
    @Tag("S4-29")
    void whatSearchEnginesReadAgreesWithWhatIsSold() {
        for (JsonNode product : json(shop.get("/api/products")).path("items")) {
            String path = "/en/products/" + product.path("id").asText();
            JsonNode told = structured(shop.get(path).body());
            assertThat(told.path("@type").asText()).isEqualTo("Product");
            assertThat(told.path("name")).isEqualTo(product.path("name").path("en"));
            assertThat(told.path("sku")).isEqualTo(product.path("id"));
            assertThat(told.path("url").asText()).isEqualTo(SHOP + path);
            assertThat(told.path("image").asText())
                    .isEqualTo(SHOP + product.path("imageUrl").asText());
            JsonNode offer = told.path("offers");
            assertThat(offer.path("price")).isEqualTo(product.path("unitPrice").path("TWD"));
            assertThat(offer.path("priceCurrency").asText()).isEqualTo("TWD");
            assertThat(offer.path("availability").asText())
                    .endsWith(product.path("available").asBoolean() ? "/InStock" : "/OutOfStock");
        }
        assertThat(structured(shop.get("/ko/").body()).path("@graph").findValuesAsText("@type"))
                .containsExactly("Organization", "WebSite");
    }

    @Test
    void nothingThatAnOwnerWritesBecomesMarkup() {
        String hostile = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&${x}";
        ObjectNode document = (ObjectNode) json(InMemoryCatalogs.TEAS);
        ((ObjectNode) document.at("/site/announcement")).put("zh-TW", hostile);
        ObjectNode product = (ObjectNode) document.at("/products/0");
        product.put("vat", hostile).put("imageUrl", "/x.svg\" onerror=\"alert(3)");
        product.putObject("name").put("zh-TW", hostile).put("en", hostile);
        product.putObject("description").put("zh-TW", hostile);
        shop.the(InMemoryCatalogs.class).become(document.toString());

        for (String path : List.of("/", "/en/", "/products/tea-oolong", "/ko/products/tea-black")) {
            String page = shop.get(path).body();
            assertThat(page)
                    .contains("&lt;img src=x onerror=alert(2)")
                    .doesNotContain("<script>", "<img src=x", "svg\" onerror=");
        }
        JsonNode told = structured(shop.get("/products/tea-oolong").body());
        assertThat(told.path("name").asText()).isEqualTo(hostile);
        assertThat(told.path("description").asText()).isEqualTo(hostile);
    }

    @Test
    @Tag("S4-29")
    void theSitemapHasEveryPageInEveryLanguage() throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var sitemap =
                factory.newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        shop.get("/sitemap.xml")
                                                .body()
                                                .getBytes(StandardCharsets.UTF_8)));
        List<String> expected = new ArrayList<>();
        for (String rest :
                List.of("", "products/tea-oolong", "products/tea-sold-out", "products/tea-black")) {
            for (ShopLocale locale : ShopLocale.values()) {
                expected.add(SHOP + new ShopPath(rest).in(locale));
            }
        }
        assertThat(texts(sitemap.getElementsByTagName("loc")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(
                        sitemap.getElementsByTagNameNS("http://www.w3.org/1999/xhtml", "link")
                                .getLength())
                .isEqualTo(expected.size() * (ShopLocale.values().length + 1));
    }

    @Test
    void whatIsForBuyersAloneIsNotSearched() {
        assertThat(shop.get("/robots.txt", "Accept", "text/html").body())
                .contains("Disallow: /admin\n", "Disallow: /api/\n", "Disallow: /checkout\n")
                .contains("Disallow: /result\n", "Sitemap: " + SHOP + "/sitemap.xml\n");
        for (String path : List.of("/checkout", "/result")) {
            assertThat(shop.get(path).body())
                    .contains("<meta name=\"robots\" content=\"noindex\">");
        }
        assertThat(shop.get("/").body()).doesNotContain("noindex");
    }

    private static JsonNode structured(String page) {
        Matcher found = STRUCTURED.matcher(page);
        assertThat(found.find()).isTrue();
        return json(found.group(1));
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
