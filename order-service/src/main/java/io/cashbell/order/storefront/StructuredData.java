package io.cashbell.order.storefront;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Amount;
import io.cashbell.order.lookup.Addresses;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** Tells search engines what a page is about (schema.org, JSON-LD). */
@Singleton
final class StructuredData {
    private static final String SCHEMA = "https://schema.org";
    private static final String ID = "@id";
    private static final String TYPE = "@type";

    private final ObjectMapper json;
    private final Addresses addresses;

    StructuredData(ObjectMapper json, Addresses addresses) {
        this.json = json;
        this.addresses = addresses;
    }

    /** The shop and its site. */
    String shop(ShopWords words) {
        String home = addresses.storefront("/");
        ObjectNode root = json.createObjectNode().put("@context", SCHEMA);
        var graph = root.putArray("@graph");
        graph.addObject()
                .put(TYPE, "Organization")
                .put(ID, home + "#shop")
                .put("name", words.of("shop.name"))
                .put("url", home)
                .put("logo", addresses.storefront("/favicon.svg"));
        graph.addObject()
                .put(TYPE, "WebSite")
                .put(ID, home + "#site")
                .put("name", words.of("shop.name"))
                .put("url", addresses.storefront(ShopPath.HOME.in(words.locale())))
                .put("inLanguage", words.locale().tag())
                .putObject("publisher")
                .put(ID, home + "#shop");
        return inert(root);
    }

    /** One product and, where it is sold, its offer. */
    String product(ProductCard card, String image, String description) {
        String address = addresses.storefront(card.path());
        ObjectNode root =
                json.createObjectNode()
                        .put("@context", SCHEMA)
                        .put(TYPE, "Product")
                        .put("name", card.name())
                        .put("description", description)
                        .put("image", image)
                        .put("sku", card.id())
                        .put("url", address);
        Amount price = card.amount();
        if (price != null) {
            root.putObject("offers")
                    .put(TYPE, "Offer")
                    .put("url", address)
                    .put("price", price.amount())
                    .put("priceCurrency", price.currency())
                    .put("availability", availability(card))
                    .putObject("seller")
                    .put(ID, addresses.storefront("/") + "#shop");
        }
        return inert(root);
    }

    private static String availability(ProductCard card) {
        return SCHEMA + (card.isAvailable() ? "/InStock" : "/OutOfStock");
    }

    /** Nothing in it ends the element that it stands in, whatever a product is called. */
    private String inert(ObjectNode root) {
        try {
            return json.writeValueAsString(root)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
