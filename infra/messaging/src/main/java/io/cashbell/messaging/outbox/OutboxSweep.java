package io.cashbell.messaging.outbox;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Publishes what was written but never published: by an instance that crashed, or through an outage
 * of the topic. Each instance looks at one shard at a time; two that find the same item send the
 * same event twice, which readers expect.
 */
@Singleton
@Requires(property = "messaging.topic-arn")
class OutboxSweep implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger log = LoggerFactory.getLogger(OutboxSweep.class);
    private static final int PAGE = 100;
    private static final int READS = 8;

    private final MessagingConfiguration configuration;
    private final OutboxIndex index;
    private final OutboxRelay relay;
    private final Clock clock;
    private final Counter swept;
    private @Nullable Thread thread;

    OutboxSweep(
            MessagingConfiguration configuration,
            OutboxIndex index,
            OutboxRelay relay,
            Clock clock,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.index = index;
        this.relay = relay;
        this.clock = clock;
        this.swept = meters.counter("messaging.events.swept");
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        thread = Thread.ofVirtual().name("outbox-sweep").start(this::run);
    }

    private void run() {
        // Instances that start together must not search the same shard at the same moment.
        int shard = ThreadLocalRandom.current().nextInt(configuration.shards());
        while (!Thread.currentThread().isInterrupted()) {
            try {
                long period = configuration.sweepEvery().toMillis();
                Thread.sleep(period / 2 + ThreadLocalRandom.current().nextLong(period));
                sweep(Integer.toString(shard));
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error failure) {
                log.atWarn().setCause(failure).log("A sweep of the outbox failed");
            }
            shard = (shard + 1) % configuration.shards();
        }
    }

    /**
     * Publishes all that is old enough in one shard, which after an outage is a lot. Ends early
     * with a page of which the topic takes nothing: it is left alone until the next sweep.
     */
    void sweep(String shard) {
        Instant before = clock.instant().minus(configuration.sweepAfter());
        OutboxIndex.Page page = index.findPending(shard, before, PAGE, Map.of());
        while (publish(page.keys()) && !page.isLast() && !Thread.currentThread().isInterrupted()) {
            page = index.findPending(shard, before, PAGE, page.next());
        }
    }

    /** False if the topic took nothing of what there was for it. */
    private boolean publish(List<ItemKey> keys) {
        List<Outgoing> found =
                keys.stream()
                        .filter(key -> !relay.isUnderWay(key))
                        .gather(Gatherers.mapConcurrent(READS, this::read))
                        .flatMap(Optional::stream)
                        .toList();
        if (found.isEmpty()) {
            return true;
        }
        List<Outgoing> taken = relay.publishNow(found);
        for (Outgoing one : taken) {
            swept.increment();
            log.atInfo()
                    .addKeyValue("subject", one.key().pk())
                    .log("An event that was left behind is published");
        }
        return !taken.isEmpty();
    }

    /** One item that cannot be told must not hide the others, whatever is wrong with it. */
    private Optional<Outgoing> read(ItemKey key) {
        Optional<Map<String, AttributeValue>> item = index.find(key);
        try {
            return item.flatMap(relay::outgoing);
        } catch (RuntimeException | Error broken) {
            log.atError()
                    .addKeyValue("subject", key.pk())
                    .addKeyValue("item", key.sk())
                    .setCause(broken)
                    .log("An event that was left behind cannot be told");
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
