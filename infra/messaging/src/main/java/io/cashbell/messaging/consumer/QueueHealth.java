package io.cashbell.messaging.consumer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Not ready while the queue cannot be read. */
@Singleton
@Readiness
@Requires(property = "messaging.queue-url")
class QueueHealth extends AbstractHealthIndicator<Map<String, Object>> {
    private final QueueConsumer consumer;

    QueueHealth(QueueConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        healthStatus = consumer.isReading() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of();
    }

    @Override
    protected String getName() {
        return "queue";
    }
}
