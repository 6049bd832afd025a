package io.cashbell.order.catalog;

import io.cashbell.order.caching.CacheableAnswer;
import java.util.Map;
import java.util.Optional;

/** What the shop sells at one moment, and the answers that say so. */
public final class Catalog {
    private final String document;
    private final Site site;
    private final Map<String, Product> products;
    private final CacheableAnswer siteAnswer;
    private final ProductPages pages;

    Catalog(
            String document,
            Site site,
            Map<String, Product> products,
            CacheableAnswer siteAnswer,
            ProductPages pages) {
        this.document = document;
        this.site = site;
        this.products = Map.copyOf(products);
        this.siteAnswer = siteAnswer;
        this.pages = pages;
    }

    public Site site() {
        return site;
    }

    public Optional<Product> find(String productId) {
        return Optional.ofNullable(products.get(productId));
    }

    CacheableAnswer siteAnswer() {
        return siteAnswer;
    }

    ProductPages pages() {
        return pages;
    }

    /** It was made from this very text. */
    boolean isMadeFrom(String text) {
        return document.equals(text);
    }
}
