package io.cashbell.order.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import io.cashbell.web.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    @Timeout(20)
    void nobodyWaitsBehindAnotherForATableThatIsSilent() throws Exception {
        Catalog known = cache.current();
        clock.pass(Duration.ofSeconds(10));
        InMemoryCatalogs.Silence silence = catalogs.fallSilent();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Catalog> loads = threads.submit(cache::current);
            await(() -> catalogs.reads() == 2);
            for (int i = 0; i < 5; i++) {
                assertThat(cache.current()).isSameAs(known);
            }
            assertThat(loads.isDone()).isFalse();
            silence.end();
            assertThat(loads.get()).isSameAs(known);
        }
        assertThat(catalogs.reads()).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void whoeverWaitedForAFailureAsksNoSecondTime() throws Exception {
        catalogs.breakDown(true);
        InMemoryCatalogs.Silence silence = catalogs.fallSilent();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            cache.current();
                                        } catch (ProblemException expected) {
                                            refused.incrementAndGet();
                                        }
                                    }));
        }
        await(() -> all.stream().allMatch(CatalogCacheTest::waits));
        silence.end();
        for (Thread each : all) {
            each.join();
        }
        assertThat(refused).hasValue(10);
        assertThat(catalogs.reads()).isEqualTo(1);
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

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
