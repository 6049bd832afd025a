package io.cashbell.payment.callback;

import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Callbacks;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Payments;
import io.cashbell.payment.callback.TakeMoney.Taking.Taken;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.settlement.Settlement;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what gateways send, for a person to look at.
 *
 * <p>What was verified is kept before it is acknowledged, as long as that takes no longer than the
 * desk's patience: the money is recorded by then, and no trouble at the desk may make a gateway
 * repeat it. Of what was not verified, {@link Sample} keeps a few.
 */
@Singleton
class CallbackDesk {

    private final Callbacks callbacks;
    private final Payments payments;
    private final CallbackConfig config;
    private final Sample sample;
    private final DeskMeter meter;
    private final ExecutorService threads;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CallbackDesk(
            Callbacks callbacks,
            Payments payments,
            CallbackConfig config,
            Sample sample,
            DeskMeter meter,
            @Named(TaskExecutors.VIRTUAL) ExecutorService threads,
            Clock clock) {
        this.callbacks = callbacks;
        this.payments = payments;
        this.config = config;
        this.sample = sample;
        this.meter = meter;
        this.threads = threads;
        this.clock = clock;
    }

    /** An id for what has just come. */
    CallbackId arrival() {
        return CallbackId.next(clock.instant(), random);
    }

    /** Verified and settled, or not settled where {@code settlement} is null. */
    void keep(
            CallbackId id,
            GatewayCallback callback,
            GatewayRequest request,
            GatewayNotice notice,
            @Nullable Settlement settlement) {
        inTime(
                callback.name(),
                () -> {
                    Exhibit exhibit = callback.exhibit(request);
                    boolean isCause = settlement != null && settlement.hasChangedThePayment();
                    KeptCallback kept =
                            KeptNotice.settled(
                                    id,
                                    callback,
                                    notice.orderId(),
                                    NoticeText.of(notice),
                                    settlement,
                                    checks(notice, settlement, isCause),
                                    exhibit);
                    if (isCause) {
                        callbacks.keepCause(kept, until(config.retentionDays()));
                    } else {
                        callbacks.keepOnce(
                                kept, exhibit.fingerprint(), until(config.retentionDays()));
                    }
                });
    }

    /** A word on a refund; not settled where {@code settlement} is null. */
    void keep(
            CallbackId id,
            GatewayCallback callback,
            GatewayRequest request,
            GatewayRefundNotice notice,
            @Nullable Settlement settlement) {
        OrderId orderId = notice.number().orderId();
        keepOnce(
                callback,
                request,
                exhibit ->
                        KeptNotice.settled(
                                id,
                                callback,
                                orderId,
                                RefundNoticeText.of(notice),
                                settlement,
                                RefundChecks.of(notice, payments.find(orderId), settlement),
                                exhibit));
    }

    /** Genuine, and nothing that bears on a payment, or that can be read. */
    void keepUnused(
            CallbackId id,
            GatewayCallback callback,
            GatewayRequest request,
            String outcome,
            boolean acknowledged,
            List<CallbackCheck> checks) {
        keepOnce(
                callback,
                request,
                exhibit -> KeptNotice.unused(id, callback, outcome, acknowledged, checks, exhibit));
    }

    private void keepOnce(
            GatewayCallback callback,
            GatewayRequest request,
            Function<Exhibit, KeptCallback> keeping) {
        inTime(
                callback.name(),
                () -> {
                    Exhibit exhibit = callback.exhibit(request);
                    callbacks.keepOnce(
                            keeping.apply(exhibit),
                            exhibit.fingerprint(),
                            until(config.retentionDays()));
                });
    }

    /**
     * A browser that came back with a buyer's consent, and what asking for the money led to. Whose
     * claim has noted it, so this is one write.
     */
    void keepTaken(CallbackId id, GatewayName gateway, Exhibit exhibit, Taken taken) {
        OrderId orderId = taken.payment().orderId();
        Settlement settlement = taken.settlement();
        inTime(
                gateway,
                () ->
                        callbacks.keepCause(
                                KeptNotice.returned(
                                        id,
                                        gateway,
                                        orderId,
                                        settlement.label(),
                                        settlement.isAcknowledged(),
                                        CallbackWords.change(settlement),
                                        CallbackChecks.taken(taken, () -> payments.find(orderId)),
                                        exhibit),
                                until(config.retentionDays())));
    }

    /** A browser that came back and changed nothing: kept as what was not verified is. */
    void returned(GatewayName gateway, Exhibit exhibit, String outcome, String words) {
        sample.keepIfRoom(
                gateway,
                now ->
                        KeptNotice.returned(
                                CallbackId.next(now, random),
                                gateway,
                                null,
                                outcome,
                                true,
                                CallbackWords.NOTHING,
                                CallbackChecks.returned(words),
                                exhibit));
    }

    /** Not verified: kept if the hour has room, after the answer; never waited for. */
    void refused(GatewayCallback callback, GatewayRequest request, RefusalReason reason) {
        sample.keepIfRoom(callback.name(), now -> refusal(callback, request, reason, now));
    }

    private KeptCallback refusal(
            GatewayCallback callback, GatewayRequest request, RefusalReason reason, Instant now) {
        Exhibit exhibit = callback.exhibit(request);
        return new KeptCallback(
                CallbackId.next(now, random),
                callback.name().path(),
                null,
                reason.label(),
                false,
                CallbackWords.NOTHING,
                CallbackChecks.refused(reason),
                exhibit.parts(),
                exhibit.cut(),
                null,
                reason == RefusalReason.BAD_SIGNATURE
                        ? callback.explain(request).orElse(null)
                        : null,
                0);
    }

    private List<CallbackCheck> checks(
            GatewayNotice notice, @Nullable Settlement settlement, boolean isCause) {
        if (settlement == null) {
            return List.of(CallbackCheck.holds("signature", "it was made with our keys"));
        }
        if (isCause) {
            return CallbackChecks.applied(notice, settlement);
        }
        OrderId orderId = notice.orderId();
        Optional<Payment> payment = orderId == null ? Optional.empty() : payments.find(orderId);
        return CallbackChecks.verified(notice, payment, settlement);
    }

    /** Waits for the desk no longer than its patience; what then becomes of it is counted. */
    private void inTime(GatewayName gateway, Runnable keeping) {
        try {
            threads.submit(keeping).get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
            meter.count(gateway, "verified");
        } catch (ExecutionException failed) {
            meter.lost(gateway, failed.getCause());
        } catch (TimeoutException slow) {
            // It goes on; it is only not waited for.
            meter.count(gateway, "late");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant until(int days) {
        return clock.instant().plus(days, ChronoUnit.DAYS);
    }
}
