package io.cashbell.messaging.consumer;

import io.cashbell.messaging.MessagingConfiguration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Not ready where a poller is no more. A queue that nobody can read is no reason by itself: it
 * would take all instances away at once from those who need no queue, whose events wait in the
 * outbox.
 */
@Singleton
@Readiness
@Requires(property = "messaging.queue-url")
class QueueHealth extends AbstractHealthIndicator<Map<String, Object>> {
    private final QueueConsumer consumer;
    private final boolean readyOnlyWhileReading;

    QueueHealth(QueueConsumer consumer, MessagingConfiguration configuration) {
        this.consumer = consumer;
        this.readyOnlyWhileReading = configuration.readyOnlyWhileReading();
    }

    HealthStatus status() {
        boolean ready = readyOnlyWhileReading ? consumer.isReading() : consumer.isTrying();
        return ready ? HealthStatus.UP : HealthStatus.DOWN;
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        healthStatus = status();
        return Map.of();
    }

    @Override
    protected String getName() {
        return "queue";
    }
}
