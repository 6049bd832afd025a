package io.cashbell.order.fakes;

import io.cashbell.order.catalog.Catalogs;
import io.cashbell.order.catalog.Stock;
import io.cashbell.order.shopkeeping.AnsweredCommand;
import io.cashbell.order.shopkeeping.KeptShop;
import io.cashbell.order.shopkeeping.ShopChange;
import io.cashbell.order.shopkeeping.StockWrite;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A catalog that a test may change, and break, and that its owner may change, too. */
@Primary
@Singleton
@Requires(property = "fakes")
public final class InMemoryCatalogs implements Catalogs, KeptShop {
    /** Three teas: one in three currencies, one sold out, one that is not shown any more. */
    public static final String TEAS =
            """
            {"site": {"status": "open", "announcement": {"zh-TW": "滿千免運"}, "flags": {"gift": true}},
             "products": [
              {"id": "tea-oolong", "name": {"zh-TW": "阿里山高山烏龍", "en": "Alishan Oolong"},
               "unitPrice": {"TWD": "600", "KRW": "26000", "CNY": "138.50"}, "vat": "5",
               "imageUrl": "/images/tea-oolong.svg", "available": true, "active": true},
              {"id": "tea-sold-out", "name": {"zh-TW": "冬片", "en": "Winter Sprout"},
               "unitPrice": {"TWD": "900"}, "vat": "5", "imageUrl": "/images/w.svg",
               "available": false, "active": true},
              {"id": "tea-old", "name": {"zh-TW": "舊茶", "en": "Old"},
               "unitPrice": {"TWD": "1"}, "vat": "5", "imageUrl": "/images/o.svg",
               "available": true, "active": false},
              {"id": "tea-black", "name": {"zh-TW": "紅玉", "en": "Ruby"},
               "unitPrice": {"TWD": "520"}, "vat": "5", "imageUrl": "/images/r.svg",
               "available": true, "active": true}]}
            """;

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger stockReads = new AtomicInteger();
    private volatile @Nullable String document = TEAS;
    private volatile boolean broken;
    private volatile Silence silence = new Silence(0);
    private final List<ShopChange> changes = new ArrayList<>();
    private final Map<String, AnsweredCommand> answers = new HashMap<>();
    private final InMemoryStock stock;
    private int rivals;

    InMemoryCatalogs(InMemoryStock stock) {
        this.stock = stock;
    }

    @Override
    public Optional<String> find() {
        reads.incrementAndGet();
        silence.awaitAnswer();
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
        return Optional.ofNullable(document);
    }

    @Override
    public String seed(String seed) {
        document = seed;
        return seed;
    }

    @Override
    public Map<String, Stock> stock(Collection<String> productIds) {
        stockReads.incrementAndGet();
        return stock.of(productIds);
    }

    @Override
    public synchronized Optional<Version> latest() {
        return Optional.ofNullable(document)
                .map(
                        text ->
                                new Version(
                                        text,
                                        changes.size(),
                                        changes.isEmpty() ? "" : changes.getLast().id()));
    }

    @Override
    public synchronized Outcome write(
            Version before,
            String next,
            ShopChange change,
            @Nullable StockWrite counted,
            @Nullable AnsweredCommand answered) {
        if (answered != null && answers.containsKey(answered.name())) {
            return Outcome.ANSWERED_BEFORE;
        }
        if (rivals > 0 || before.number() != changes.size()) {
            rivals--;
            return Outcome.OVERTAKEN;
        }
        if (counted != null && !stock.write(counted)) {
            return Outcome.OVERTAKEN;
        }
        document = next;
        changes.add(change);
        if (answered != null) {
            answers.put(answered.name(), answered);
        }
        return Outcome.WRITTEN;
    }

    @Override
    public synchronized Optional<AnsweredCommand> answered(String name) {
        return Optional.ofNullable(answers.get(name));
    }

    @Override
    public synchronized Outcome remember(@Nullable AnsweredCommand answered) {
        return answered == null || answers.putIfAbsent(answered.name(), answered) == null
                ? Outcome.WRITTEN
                : Outcome.ANSWERED_BEFORE;
    }

    @Override
    public synchronized Page changes(Optional<String> after, int limit) {
        int end = after.map(Integer::valueOf).orElse(changes.size());
        int begin = Math.max(0, end - limit);
        return new Page(
                changes.subList(begin, end).reversed(),
                begin > 0 ? Optional.of(Integer.toString(begin)) : Optional.empty());
    }

    /** Takes a change of something else into the story. */
    synchronized void tell(ShopChange change) {
        changes.add(change);
    }

    /** So many of the next writes find that somebody else was faster. */
    public synchronized void beatenBy(int others) {
        rivals = others;
    }

    public void become(@Nullable String next) {
        document = next;
        stock.clear();
    }

    public void breakDown(boolean now) {
        broken = now;
    }

    /** From now on nobody is answered before {@link Silence#end}. */
    public Silence fallSilent() {
        silence = new Silence(1);
        return silence;
    }

    /** A table that lets its callers wait. */
    public static final class Silence {
        private final CountDownLatch answers;

        Silence(int count) {
            this.answers = new CountDownLatch(count);
        }

        public void end() {
            answers.countDown();
        }

        void awaitAnswer() {
            try {
                if (!answers.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("silent for too long");
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }
    }

    public int reads() {
        return reads.get();
    }

    public int stockReads() {
        return stockReads.get();
    }

    public static String closed(String announcement) {
        return TEAS.replace("\"open\"", "\"closed\"").replace("滿千免運", announcement);
    }
}
