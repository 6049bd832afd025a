package io.cashbell.order.catalog;

import io.cashbell.order.caching.CacheableAnswer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the shop sells at one moment, and the answers that say so. */
public final class Catalog {
    private final String document;
    private final Site site;
    private final Map<String, Product> products;
    private final CacheableAnswer announcing;
    private final CacheableAnswer silent;
    private final ProductPages pages;

    /**
     * @param announcing what is said of the site while its announcement is shown
     * @param silent what is said otherwise
     */
    Catalog(
            String document,
            Site site,
            Map<String, Product> products,
            CacheableAnswer announcing,
            CacheableAnswer silent,
            ProductPages pages) {
        this.document = document;
        this.site = site;
        this.products = Map.copyOf(products);
        this.announcing = announcing;
        this.silent = silent;
        this.pages = pages;
    }

    public Site site() {
        return site;
    }

    public Optional<Product> find(String productId) {
        return Optional.ofNullable(products.get(productId));
    }

    /** No cache keeps it beyond the moment at which the announcement appears or goes. */
    MutableHttpResponse<byte[]> siteAnswer(HttpRequest<?> request, Instant now) {
        CacheableAnswer answer = site.announcement().isShownAt(now) ? announcing : silent;
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
}
