package io.cashbell.order.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.caching.CacheableAnswer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the shop sells at one moment, and the answers that say so. */
public final class Catalog {
    private final String document;
    private final Site site;
    private final Map<String, Product> products;
    private final CacheableAnswer announcing;
    private final CacheableAnswer silent;
    private final ProductPages pages;
    private final Map<String, Stock> stock;

    /**
     * @param announcing what is said of the site while its announcement is shown
     * @param silent what is said otherwise
     * @param stock of the counted products
     */
    Catalog(
            String document,
            Site site,
            Map<String, Product> products,
            CacheableAnswer announcing,
            CacheableAnswer silent,
            ProductPages pages,
            Map<String, Stock> stock) {
        this.document = document;
        this.site = site;
        this.products = Map.copyOf(products);
        this.announcing = announcing;
        this.silent = silent;
        this.pages = pages;
        this.stock = Map.copyOf(stock);
    }

    public Site site() {
        return site;
    }

    public Optional<Product> find(String productId) {
        return Optional.ofNullable(products.get(productId));
    }

    /** The products in the shop, in its order, as {@code GET /api/products} tells them. */
    public List<JsonNode> shown() {
        return pages.all();
    }

    MutableHttpResponse<byte[]> siteAnswer(HttpRequest<?> request, Instant now) {
        return whileItHolds(site.announcement().isShownAt(now) ? announcing : silent, request, now);
    }

    /** Of this catalog and kept as long as it: a change of the shop is seen within a minute. */
    public static CacheableAnswer answer(byte[] body, MediaType type) {
        return CacheableAnswer.of(body, type, CatalogReader.FRESH, CatalogReader.STALE);
    }

    /** No cache keeps it beyond the moment at which the announcement appears or goes. */
    public MutableHttpResponse<byte[]> whileItHolds(
            CacheableAnswer answer, HttpRequest<?> request, Instant now) {
        return site.announcement()
                .nextChange(now)
                .map(next -> answer.to(request, Duration.between(now, next)))
                .orElseGet(() -> answer.to(request));
    }

    ProductPages pages() {
        return pages;
    }

    /** It was made from this very text. */
    boolean isMadeFrom(String text) {
        return document.equals(text);
    }

    /** And with this very stock. */
    boolean shows(Map<String, Stock> known) {
        return stock.equals(known);
    }

    /** The products whose units are counted: none in most shops. */
    Set<String> counted() {
        return products.values().stream()
                .filter(product -> product.count() != null)
                .map(Product::id)
                .collect(Collectors.toSet());
    }
}
