package io.cashbell.order.storefront;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.caching.CacheableAnswer;
import io.cashbell.order.catalog.Catalog;
import io.cashbell.order.catalog.CatalogCache;
import io.cashbell.order.catalog.PaymentMethods;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages that are made of the catalog. Each is drawn once for each state of the catalog, when it
 * is asked for first; after that a request is a look-up.
 */
@Singleton
final class DrawnShop {
    private static final MediaType XML = MediaType.of("application/xml; charset=utf-8");

    private final CatalogCache catalogs;
    private final PaymentMethods methods;
    private final DrawShop draw;
    private final Sitemap sitemap;
    private final Clock clock;
    private volatile @Nullable Drawn drawn;

    DrawnShop(
            CatalogCache catalogs,
            PaymentMethods methods,
            DrawShop draw,
            Sitemap sitemap,
            Clock clock) {
        this.catalogs = catalogs;
        this.methods = methods;
        this.draw = draw;
        this.sitemap = sitemap;
        this.clock = clock;
    }

    MutableHttpResponse<byte[]> home(HttpRequest<?> request, ShopLocale locale) {
        Drawn shop = current();
        Instant now = clock.instant();
        boolean isAnnouncing = isAnnouncing(shop.catalog(), now);
        return shop.answer(
                request,
                now,
                new Name(ShopPath.HOME.in(locale), isAnnouncing),
                () ->
                        Catalog.answer(
                                draw.home(shelf(shop.catalog(), locale, isAnnouncing)),
                                Templates.HTML));
    }

    /** Empty if the shop does not show such a product. */
    Optional<MutableHttpResponse<byte[]>> product(
            HttpRequest<?> request, ShopLocale locale, String id) {
        Drawn shop = current();
        Instant now = clock.instant();
        boolean isAnnouncing = isAnnouncing(shop.catalog(), now);
        return Optional.ofNullable(shop.places().get(id))
                .map(
                        place ->
                                shop.answer(
                                        request,
                                        now,
                                        new Name(ShopPath.product(id).in(locale), isAnnouncing),
                                        () ->
                                                Catalog.answer(
                                                        draw.product(
                                                                shelf(
                                                                        shop.catalog(),
                                                                        locale,
                                                                        isAnnouncing),
                                                                place),
                                                        Templates.HTML)));
    }

    MutableHttpResponse<byte[]> sitemap(HttpRequest<?> request) {
        Drawn shop = current();
        return shop.answer(
                request,
                clock.instant(),
                new Name("/sitemap.xml", false),
                () -> Catalog.answer(sitemap.of(shop.catalog()), XML));
    }

    private Drawn current() {
        Catalog catalog = catalogs.current();
        Drawn known = drawn;
        if (known != null && known.catalog() == catalog) {
            return known;
        }
        Drawn next = Drawn.of(catalog);
        drawn = next;
        return next;
    }

    private Shelf shelf(Catalog catalog, ShopLocale locale, boolean isAnnouncing) {
        return Shelf.of(catalog, methods.currencies(catalog.site()), locale, isAnnouncing);
    }

    private static boolean isAnnouncing(Catalog catalog, Instant now) {
        return catalog.site().announcement().isShownAt(now);
    }

    /** A page, with the site's announcement or without. */
    private record Name(String path, boolean isAnnouncing) {}

    /**
     * What was drawn of one state of the catalog. It cannot outgrow the shop: only pages that exist
     * are kept.
     *
     * @param places of products by id, in the order of the shop
     */
    private record Drawn(
            Catalog catalog, Map<String, Integer> places, Map<Name, CacheableAnswer> answers) {

        static Drawn of(Catalog catalog) {
            Map<String, Integer> places = new HashMap<>();
            for (JsonNode product : catalog.shown()) {
                places.put(product.path("id").asText(), places.size());
            }
            return new Drawn(catalog, places, new ConcurrentHashMap<>());
        }

        MutableHttpResponse<byte[]> answer(
                HttpRequest<?> request, Instant now, Name name, Supplier<CacheableAnswer> made) {
            return catalog.whileItHolds(
                    answers.computeIfAbsent(name, _ -> made.get()), request, now);
        }
    }
}
