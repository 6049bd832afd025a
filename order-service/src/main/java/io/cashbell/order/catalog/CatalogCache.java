package io.cashbell.order.catalog;

import io.cashbell.web.problem.CommonProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog, read from the table every third second at most, however many ask: its item is never
 * a hot one. When the table does not answer, the last catalog is good for a minute.
 */
@Singleton
public final class CatalogCache {
    private static final Logger log = LoggerFactory.getLogger(CatalogCache.class);

    /** So long the last one is taken while another reads. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Catalogs catalogs;
    private final CatalogReader reader;
    private final CatalogSeed seed;
    private final CatalogConfig config;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Copy copy;

    CatalogCache(
            Catalogs catalogs,
            CatalogReader reader,
            CatalogSeed seed,
            CatalogConfig config,
            Clock clock) {
        this.catalogs = catalogs;
        this.reader = reader;
        this.seed = seed;
        this.config = config;
        this.clock = clock;
    }

    /** The catalog as it was four seconds ago, or later. */
    public Catalog current() {
        Copy known = copy;
        if (known != null && isWithin(config.freshFor(), known.checkedAt())) {
            return known.catalog();
        }
        // One reads; the others take what there is, as long as it is not much older.
        if (known != null
                && isWithin(config.freshFor().plus(GRACE), known.checkedAt())
                && !loading.tryLock()) {
            return known.catalog();
        }
        if (!loading.isHeldByCurrentThread()) {
            loading.lock();
        }
        try {
            Copy latest = copy;
            if (latest != null && isWithin(config.freshFor(), latest.checkedAt())) {
                return latest.catalog();
            }
            return load(latest);
        } finally {
            loading.unlock();
        }
    }

    private Catalog load(@Nullable Copy before) {
        Instant now = clock.instant();
        try {
            String document =
                    catalogs.find()
                            .or(() -> seed.document().map(catalogs::seed))
                            .orElse(CatalogSeed.EMPTY);
            Catalog catalog =
                    before != null && before.catalog().isMadeFrom(document)
                            ? before.catalog()
                            : reader.read(document, Map.of());
            Set<String> counted = catalog.counted();
            if (!counted.isEmpty()) {
                Map<String, Stock> stock = catalogs.stock(counted);
                catalog = catalog.shows(stock) ? catalog : reader.read(document, stock);
            }
            copy = new Copy(catalog, now, now);
            return catalog;
        } catch (RuntimeException e) {
            if (before == null || !isWithin(config.usableFor(), before.readAt())) {
                log.atError().setCause(e).log("The catalog cannot be read");
                throw CommonProblem.UNAVAILABLE
                        .because("The shop cannot be reached for a moment; try again.")
                        .withHeader("Retry-After", "5");
            }
            log.atWarn().setCause(e).log("The catalog cannot be read; the last one is used");
            // Ask again in three seconds, not with the next request.
            copy = new Copy(before.catalog(), before.readAt(), now);
            return before.catalog();
        }
    }

    private boolean isWithin(Duration limit, Instant since) {
        return Duration.between(since, clock.instant()).compareTo(limit) < 0;
    }

    /**
     * @param readAt when the table gave it
     * @param checkedAt when the table was last asked
     */
    private record Copy(Catalog catalog, Instant readAt, Instant checkedAt) {}
}
