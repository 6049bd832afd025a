package io.cashbell.notification.delivery;

import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the shop's program aside, so that one that is slow holds up nobody's mail. The record is
 * due from the moment it is written: what finds no place here, or dies here, is the sweep's.
 */
@Singleton
public final class HookDelivery {
    private static final Logger log = LoggerFactory.getLogger(HookDelivery.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    static final int PLACES = 16;

    private final HookSender hook;
    private final Notifications notifications;
    private final DeliverNotification deliver;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(PLACES);
    private final ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor();

    public HookDelivery(
            HookSender hook,
            Notifications notifications,
            DeliverNotification deliver,
            InstantSource clock) {
        this.hook = hook;
        this.notifications = notifications;
        this.deliver = deliver;
        this.clock = clock;
    }

    /** Whether there is such a program. */
    public boolean isOn() {
        return hook.isOn();
    }

    /**
     * Returns when the record is durable, and does not wait for the program. Hearing the same news
     * again changes nothing.
     *
     * @throws RuntimeException if the record could not be written; hearing it again is safe
     */
    public void tell(NotificationId id, News news, @Nullable String traceparent) {
        Instant now = clock.instant();
        boolean fresh =
                notifications
                        .insert(new Notification(id, news, now, traceparent, new Planned(now)))
                        .isEmpty();
        if (fresh && places.tryAcquire()) {
            try {
                aside.execute(() -> attempt(id));
            } catch (RejectedExecutionException stopping) {
                places.release();
            }
        }
    }

    private void attempt(NotificationId id) {
        try {
            deliver.retry(id);
        } catch (RuntimeException | Error e) {
            log.atWarn().setCause(e).log("A webhook could not be moved on");
        } finally {
            places.release();
        }
    }

    /** What is being told is finished: cut off, it would be told twice. */
    @PreDestroy
    void stop() throws InterruptedException {
        aside.shutdown();
        if (!aside.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atWarn().log("Webhooks were still being sent; they are taken over later");
        }
    }
}
