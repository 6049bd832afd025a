package io.cashbell.messaging.outbox;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.batch.Batcher;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Publishes what items still have to tell, and marks it as sent. Called right after each write;
 * what a crash, a full queue or an outage leaves behind is found by {@link OutboxSweep}.
 *
 * <p>Delivery is at least once: a crash between publishing and marking sends the same event again,
 * byte for byte.
 *
 * <p>An event that cannot be told holds up no other of its item: those are published and leave the
 * outbox one by one, it alone stays pending, is logged and counted whenever it is met, and is told
 * by the first version of the service that can.
 */
@Singleton
@Requires(property = "messaging.topic-arn")
public final class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int MARKS = 25;
    private static final int PARALLEL = 4;
    private static final int CAPACITY = 10_000;

    private final MessagingConfiguration configuration;
    private final EventRenderer renderer;
    private final CloudEventCodec codec;
    private final TopicPublisher publisher;
    private final OutboxIndex index;
    private final Batcher<Outgoing> publishing;
    private final Batcher<Outgoing> marking;
    private final Set<ItemKey> underWay = ConcurrentHashMap.newKeySet();
    private final Counter published;
    private final Counter untold;

    OutboxRelay(
            MessagingConfiguration configuration,
            EventRenderer renderer,
            CloudEventCodec codec,
            TopicPublisher publisher,
            OutboxIndex index,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.renderer = renderer;
        this.codec = codec;
        this.publisher = publisher;
        this.index = index;
        this.published = meters.counter("messaging.events.published");
        this.untold = meters.counter("messaging.events.untold");
        this.publishing =
                new Batcher<>(
                        "outbox-publish",
                        TopicPublisher.BATCH,
                        PARALLEL,
                        CAPACITY,
                        configuration.pace(),
                        configuration.drain(),
                        this::publish);
        this.marking =
                new Batcher<>(
                        "outbox-mark",
                        MARKS,
                        PARALLEL,
                        CAPACITY,
                        configuration.markPace(),
                        configuration.drain(),
                        this::mark);
    }

    /** Takes over an item that was just written; returns at once. */
    public void deliver(Map<String, AttributeValue> item) {
        outgoing(item).ifPresent(this::deliver);
    }

    private void deliver(Outgoing outgoing) {
        underWay.add(outgoing.key());
        if (!publishing.offer(outgoing)) {
            forget(outgoing);
            log.atWarn()
                    .addKeyValue("subject", outgoing.key().pk())
                    .log("The outbox is full; a sweep publishes this event");
        }
    }

    /** Publishes what was left behind before it returns; returns what the topic has taken. */
    List<Outgoing> publishNow(List<Outgoing> found) {
        found.forEach(one -> underWay.add(one.key()));
        return publish(found);
    }

    /** What an item still has to tell and can, if anything. */
    Optional<Outgoing> outgoing(Map<String, AttributeValue> item) {
        List<OutboxEntry> pending = Outbox.pending(item);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        ItemKey key = ItemKey.of(item);
        List<TopicMessage> messages =
                pending.stream().flatMap(entry -> told(key, item, entry).stream()).toList();
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        String since = Values.text(item, Outbox.SINCE);
        boolean isWhole = messages.size() == pending.size();
        return Optional.of(
                new Outgoing(key, since, pending.getLast().sequence(), messages, isWhole));
    }

    /** True while an event of this item is on its way, so that a sweep need not take it up. */
    boolean isUnderWay(ItemKey key) {
        return underWay.contains(key);
    }

    private Optional<TopicMessage> told(
            ItemKey key, Map<String, AttributeValue> item, OutboxEntry entry) {
        try {
            return Optional.of(message(key.pk(), item, entry));
        } catch (RuntimeException | Error broken) {
            untold.increment();
            log.atError()
                    .addKeyValue("subject", key.pk())
                    .addKeyValue("item", key.sk())
                    .addKeyValue("eventId", entry.id())
                    .addKeyValue("type", entry.type())
                    .setCause(broken)
                    .log("An event cannot be told");
            return Optional.empty();
        }
    }

    private TopicMessage message(
            String subject, Map<String, AttributeValue> item, OutboxEntry entry) {
        CloudEvent event =
                new CloudEvent(
                        entry.id(),
                        configuration.source(),
                        entry.type(),
                        subject,
                        entry.time(),
                        entry.sequence(),
                        Values.optionalText(item, Outbox.TRACE).orElse(null),
                        entry.causationId(),
                        codec.data(renderer.data(item, entry)));
        return new TopicMessage(entry.id(), entry.type(), codec.encode(event));
    }

    private List<Outgoing> publish(List<Outgoing> batch) {
        try {
            List<Outgoing> sent = publisher.publish(batch);
            published.increment(sent.stream().mapToInt(one -> one.messages().size()).sum());
            sent.stream().filter(one -> !marking.offer(one)).forEach(this::forget);
            if (sent.size() < batch.size()) {
                log.atWarn()
                        .addKeyValue("failed", batch.size() - sent.size())
                        .log("Events were not published; a sweep tries again");
                batch.stream().filter(one -> !sent.contains(one)).forEach(this::forget);
            }
            return sent;
        } catch (RuntimeException | Error failure) {
            // An Error too: what stays under way is taken up by no sweep.
            batch.forEach(this::forget);
            log.atWarn()
                    .addKeyValue("failed", batch.size())
                    .setCause(failure)
                    .log("Events were not published; a sweep tries again");
            return List.of();
        }
    }

    private void mark(List<Outgoing> batch) {
        try {
            index.markSent(batch);
        } finally {
            batch.forEach(this::forget);
        }
    }

    private void forget(Outgoing outgoing) {
        underWay.remove(outgoing.key());
    }

    @PreDestroy
    void close() {
        publishing.close();
        marking.close();
    }
}
