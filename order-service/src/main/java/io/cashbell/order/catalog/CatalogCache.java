package io.cashbell.order.catalog;

import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** So long the last one is taken while another reads, and so long a request waits for them. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Catalogs catalogs;
    private final CatalogReader reader;
    private final CatalogSeed seed;
    private final CatalogConfig config;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Copy copy;
    private final AtomicInteger failures = new AtomicInteger();

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

    /**
     * The catalog as it was four seconds ago, or later; as it was a minute ago at most where the
     * table is slow or does not answer.
     *
     * @throws io.cashbell.web.problem.ProblemException if there is none
     */
    public Catalog current() {
        Copy known = copy;
        if (known != null && isWithin(config.freshFor(), known.checkedAt())) {
            return known.catalog();
        }
        // One reads; the others take what there is, as long as it is not much older.
        boolean recent =
                known != null && isWithin(config.freshFor().plus(GRACE), known.checkedAt());
        int failuresBefore = failures.get();
        Duration patience = known == null ? config.freshFor() : recent ? Duration.ZERO : GRACE;
        if (!isMineToLoad(patience)) {
            return usable(copy).orElseThrow(CatalogCache::unavailable);
        }
        try {
            Copy latest = copy;
            if (latest != null && isWithin(config.freshFor(), latest.checkedAt())) {
                return latest.catalog();
            }
            // Whoever waited for a failure asks no second time, or the last of them waits longest.
            if (failures.get() != failuresBefore) {
                throw unavailable();
            }
            return load(latest);
        } finally {
            loading.unlock();
        }
    }

    private boolean isMineToLoad(Duration patience) {
        try {
            return loading.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
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
            Optional<Catalog> last = usable(before);
            if (before == null || last.isEmpty()) {
                failures.incrementAndGet();
                log.atError().setCause(e).log("The catalog cannot be read");
                throw unavailable();
            }
            log.atWarn().setCause(e).log("The catalog cannot be read; the last one is used");
            // Ask again in three seconds, not with the next request.
            copy = new Copy(last.get(), before.readAt(), clock.instant());
            return last.get();
        }
    }

    /** What is good enough while the table gives no better. */
    private Optional<Catalog> usable(@Nullable Copy known) {
        return known != null && isWithin(config.usableFor(), known.readAt())
                ? Optional.of(known.catalog())
                : Optional.empty();
    }

    private static ProblemException unavailable() {
        return CommonProblem.UNAVAILABLE
                .because("The shop cannot be reached for a moment; try again.")
                .withHeader("Retry-After", "5");
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
