package io.cashbell.payment.refund;

import io.cashbell.messaging.ContentionException;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.Refunds.Asking;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the wish for a refund: kept first, then begun at once if there is a place. What is not
 * begun, or not finished, is found by the reconciliation.
 */
@Singleton
public class RequestRefund {

    private static final Logger log = LoggerFactory.getLogger(RequestRefund.class);

    /** So often another one may take what was left between our look and our write. */
    private static final int MAX_RACES = 5;

    /** A little longer than the slowest gateway may take to answer. */
    private static final Duration LAST_CALL = Duration.ofSeconds(17);

    private final Refunds refunds;
    private final Payments payments;
    private final RefundPayment refundPayment;
    private final Semaphore places;
    private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();

    RequestRefund(
            Refunds refunds, Payments payments, RefundPayment refundPayment, RefundConfig config) {
        this.refunds = refunds;
        this.payments = payments;
        this.refundPayment = refundPayment;
        this.places = new Semaphore(config.atOnce());
    }

    /** Keeps it, or says why not; returns when that is durable, before anybody asks the gateway. */
    public Asking request(OrderId orderId, RefundRequest request) {
        Asking asking = refunds.request(orderId, request);
        if (asking instanceof Asking.Kept) {
            begin(orderId);
        }
        return asking;
    }

    /** As {@link #request}; what is not taken is kept as failed and told. */
    public Asking requestOrTell(OrderId orderId, RefundRequest request) {
        Asking asking = request(orderId, request);
        if (asking instanceof Asking.Refused(_, var reason)
                && !refunds.refuse(orderId, request, reason)) {
            log.atError()
                    .addKeyValue("orderId", orderId)
                    .addKeyValue("refundId", request.id())
                    .addKeyValue("reason", reason)
                    .log("A refund was refused, and there is no room to keep that");
        }
        return asking;
    }

    /**
     * Gives back, once, whatever is left of an order that was called off; nothing if it is unpaid.
     */
    public void giveBackTheRest(OrderId orderId, String reason) {
        RefundId id = RefundId.following(orderId, "cancelled");
        for (int race = 0; race < MAX_RACES; race++) {
            Payment payment = refunds.find(orderId).orElseThrow();
            if (!(payment.state() instanceof Confirmed)
                    || payment.refunds().containsKey(id)
                    || payment.refundable().minorUnits() == 0) {
                return;
            }
            Asking asking =
                    request(orderId, new RefundRequest(id, payment.refundable(), reason, null));
            if (!(asking instanceof Asking.Refused)) {
                return;
            }
        }
        throw new ContentionException("what is left of order " + orderId + " keeps changing");
    }

    private void begin(OrderId orderId) {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            runs.execute(() -> carryOn(orderId));
        } catch (RejectedExecutionException stopping) {
            places.release();
        }
    }

    private void carryOn(OrderId orderId) {
        try {
            refundPayment.carryOn(orderId).ifPresent(next -> payments.lookAgain(orderId, next));
        } catch (RuntimeException failure) {
            log.atWarn()
                    .addKeyValue("orderId", orderId)
                    .setCause(failure)
                    .log("A refund was not finished; the reconciliation goes on with it");
        } finally {
            places.release();
        }
    }

    /** A call under way is answered: of one that is cut off nobody knows what became of it. */
    @PreDestroy
    void close() throws InterruptedException {
        runs.shutdown();
        if (!runs.awaitTermination(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atWarn().log("Refunds were still under way; the reconciliation goes on with them");
            runs.shutdownNow();
        }
    }
}
