package io.cashbell.order.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import io.cashbell.web.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogCacheTest {
    private final Shop shop = Shop.open();
    private final CatalogCache cache = shop.the(CatalogCache.class);
    private final InMemoryCatalogs catalogs = shop.the(InMemoryCatalogs.class);
    private final MutableClock clock = shop.the(MutableClock.class);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void isGoodForAMinuteWhenTheTableDoesNotAnswer() {
        Catalog known = cache.current();
        catalogs.breakDown(true);
        clock.pass(Duration.ofSeconds(59));
        assertThat(cache.current()).isSameAs(known);
        clock.pass(Duration.ofSeconds(3));
        assertThatThrownBy(cache::current).isInstanceOf(ProblemException.class);
    }

    @Test
    void recoversByItself() {
        catalogs.breakDown(true);
        assertThatThrownBy(cache::current).isInstanceOf(ProblemException.class);
        catalogs.breakDown(false);
        assertThat(cache.current().site().isOpen()).isTrue();
    }

    @Test
    void doesNotAskABrokenTableForEachRequest() {
        cache.current();
        catalogs.breakDown(true);
        clock.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 20; i++) {
            cache.current();
        }
        assertThat(catalogs.reads()).isEqualTo(2);
    }

    @Test
    void anUnchangedDocumentIsNotReadAgain() {
        Catalog known = cache.current();
        clock.pass(Duration.ofSeconds(3));
        assertThat(cache.current()).isSameAs(known);
        assertThat(catalogs.reads()).isEqualTo(2);
    }

    @Test
    void aDocumentThatIsNoCatalogDoesNotReplaceTheLast() {
        Catalog known = cache.current();
        clock.pass(Duration.ofSeconds(3));
        catalogs.become("{\"products\": [{\"name\": {}}]}");
        assertThat(cache.current()).isSameAs(known);
    }

    @Test
    void anEmptyTableIsGivenTheSeed() {
        try (Shop seeded = Shop.open(Map.of("CATALOG_SEED", "tea-shop"))) {
            seeded.the(InMemoryCatalogs.class).become(null);
            Catalog catalog = seeded.the(CatalogCache.class).current();
            assertThat(catalog.find("tea-oolong")).isPresent();
            assertThat(seeded.the(InMemoryCatalogs.class).find()).isPresent();
        }
    }

    @Test
    void withoutASeedTheShopIsEmpty() {
        catalogs.become(null);
        assertThat(cache.current().find("tea-oolong")).isEmpty();
        assertThat(cache.current().site().isOpen()).isTrue();
    }
}
