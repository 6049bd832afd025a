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
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
            } catch (RuntimeException failure) {
                log.atWarn().setCause(failure).log("A sweep of the outbox failed");
            }
            shard = (shard + 1) % configuration.shards();
        }
    }

    /** Publishes what is old enough in one shard. */
    void sweep(String shard) {
        List<ItemKey> found =
                index.findPending(shard, clock.instant().minus(configuration.sweepAfter()), PAGE);
        for (ItemKey key : found) {
            if (!relay.isUnderWay(key)) {
                index.find(key).ifPresent(relay::deliver);
                swept.increment();
                log.atInfo()
                        .addKeyValue("subject", key.pk())
                        .log("An event that was left behind is published");
            }
        }
    }

    @PreDestroy
    void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
