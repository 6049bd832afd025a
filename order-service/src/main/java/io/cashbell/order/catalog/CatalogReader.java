package io.cashbell.order.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.caching.CacheableAnswer;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a catalog, and the answers that show it, from the document that is kept. */
@Singleton
final class CatalogReader {
    /** With the four seconds of {@link CatalogCache}, a change is seen within a minute. */
    static final Duration FRESH = Duration.ofSeconds(25);

    static final Duration STALE = Duration.ofSeconds(30);

    /** So few units are worth telling. */
    private static final long LOW = 5;

    private final ObjectMapper json;
    private final PaymentMethods methods;

    CatalogReader(ObjectMapper json, PaymentMethods methods) {
        this.json = json;
        this.methods = methods;
    }

    /**
     * @param stock of the counted products; one that is not known is taken for available
     * @throws IllegalArgumentException if it is no catalog
     */
    Catalog read(String document, Map<String, Stock> stock) {
        try {
            JsonNode root = json.readTree(document);
            JsonNode site = root.path("site");
            Map<String, Product> products = new LinkedHashMap<>();
            ArrayNode shown = json.createArrayNode();
            for (JsonNode node : root.path("products")) {
                Product product = product(node, stock);
                products.put(product.id(), product);
                if (product.active()) {
                    shown.add(shown(node, product));
                }
            }
            return new Catalog(
                    document,
                    site(site),
                    products,
                    answer(siteView(site, site.path("announcement"))),
                    answer(siteView(site, MissingNode.getInstance())),
                    new ProductPages(products.keySet(), shown, this::answer),
                    stock);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The catalog is no JSON", e);
        }
    }

    /** Its other members, such as the picture and the VAT, are for the frontend. */
    private static ObjectNode shown(JsonNode node, Product product) {
        ObjectNode view = ((ObjectNode) node).deepCopy();
        view.remove(List.of("active", Catalogs.COUNT));
        Long left = product.left();
        if (left != null && left <= LOW) {
            view.put("available", product.available() && left > 0);
            view.put("left", left);
        }
        return view;
    }

    private CacheableAnswer answer(JsonNode body) {
        try {
            byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
            return CacheableAnswer.of(bytes, MediaType.APPLICATION_JSON_TYPE, FRESH, STALE);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Site site(JsonNode site) {
        Set<PaymentMethod> off = EnumSet.noneOf(PaymentMethod.class);
        site.path("methodsOff")
                .forEach(code -> PaymentMethod.find(code.asText()).ifPresent(off::add));
        return new Site(
                isOpen(site),
                new Announcement(
                        texts(site.path("announcement")),
                        moment(site.path("announcementFrom")),
                        moment(site.path("announcementUntil"))),
                off);
    }

    private JsonNode siteView(JsonNode site, JsonNode announcement) {
        ObjectNode view = json.createObjectNode();
        view.put("status", isOpen(site) ? "open" : "closed");
        view.set("announcement", announcement.isObject() ? announcement : json.createObjectNode());
        view.set(
                "flags",
                site.path("flags").isObject() ? site.get("flags") : json.createObjectNode());
        view.set("paymentMethods", json.valueToTree(methods.views(site(site))));
        return view;
    }

    /** A shop is open unless it says otherwise. */
    private static boolean isOpen(JsonNode site) {
        return !site.path("status").asText("open").equals("closed");
    }

    private static Product product(JsonNode node, Map<String, Stock> stock) {
        Map<Currency, Money> prices = new EnumMap<>(Currency.class);
        node.path("unitPrice")
                .properties()
                .forEach(
                        price ->
                                Currency.find(price.getKey())
                                        .ifPresent(
                                                currency ->
                                                        prices.put(
                                                                currency,
                                                                Money.parse(
                                                                        price.getValue().asText(),
                                                                        currency))));
        String id = node.path("id").asText("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A product has no id");
        }
        String count = node.path(Catalogs.COUNT).textValue();
        Stock known = count == null ? null : stock.get(id);
        return new Product(
                id,
                texts(node.path("name")),
                prices,
                node.path("active").asBoolean(true),
                node.path("available").asBoolean(true),
                known == null ? count : known.count(),
                known == null ? null : known.available());
    }

    private static @Nullable Instant moment(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.textValue()) : null;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
