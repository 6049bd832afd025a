package io.cashbell.order.storefront;

import io.cashbell.order.Currency;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.catalog.Catalog;
import io.cashbell.order.catalog.Site;
import java.util.List;
import java.util.Set;

/**
 * The shop as the readers of one language find it.
 *
 * @param isAnnouncing whether the time of the site's announcement has come
 */
record Shelf(
        ShopWords words,
        Site site,
        boolean isAnnouncing,
        List<ProductCard> cards,
        List<MarketChoice> markets) {

    /**
     * @param payable what can be paid in
     */
    static Shelf of(
            Catalog catalog, Set<Currency> payable, ShopLocale locale, boolean isAnnouncing) {
        ShopWords words = ShopWords.in(locale);
        Market market = Market.of(locale, payable);
        boolean isOpen = catalog.site().isOpen();
        return new Shelf(
                words,
                catalog.site(),
                isAnnouncing,
                catalog.shown().stream()
                        .map(product -> new ProductCard(product, words, market, isOpen))
                        .toList(),
                MarketChoice.all(market, payable));
    }
}
