package io.cashbell.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How many attempts ended how; {@code notification_mails_total} with an {@code outcome}. */
@Singleton
public final class DeliveryCounts {
    private final Counter sent;
    private final Counter delayed;
    private final Counter failed;
    private final Counter suppressed;

    public DeliveryCounts(MeterRegistry registry) {
        this.sent = counter(registry, "sent");
        this.delayed = counter(registry, "delayed");
        this.failed = counter(registry, "failed");
        this.suppressed = counter(registry, "suppressed");
    }

    void sent() {
        sent.increment();
    }

    void delayed() {
        delayed.increment();
    }

    void failed() {
        failed.increment();
    }

    void suppressed() {
        suppressed.increment();
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("notification.mails")
                .description("Attempts to hand a mail over")
                .tag("outcome", outcome)
                .register(registry);
    }
}
