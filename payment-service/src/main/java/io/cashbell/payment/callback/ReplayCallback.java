package io.cashbell.payment.callback;

import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Callbacks;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.KeptCallback.Evidence;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Payments;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.problem.AdminProblem;
import io.cashbell.payment.refund.SettleRefundNotice;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles a kept callback again, as if it had come again: through the same settlement, which lets
 * nothing have a second effect.
 *
 * <p>What came is masked, so its signature cannot be verified again. What was verified carries a
 * seal made with the same keys, and that is: of a changed notice, of one that somebody wrote into
 * the table, and of one sealed with keys that have been replaced since, nothing is settled.
 */
@Singleton
class ReplayCallback {

    private static final Logger log = LoggerFactory.getLogger(ReplayCallback.class);

    private final Callbacks callbacks;
    private final Gateways gateways;
    private final SettleNotice settlements;
    private final SettleRefundNotice refunds;
    private final Payments payments;
    private final Clock clock;

    ReplayCallback(
            Callbacks callbacks,
            Gateways gateways,
            SettleNotice settlements,
            SettleRefundNotice refunds,
            Payments payments,
            Clock clock) {
        this.callbacks = callbacks;
        this.gateways = gateways;
        this.settlements = settlements;
        this.refunds = refunds;
        this.payments = payments;
        this.clock = clock;
    }

    /** What came of it, with the checks as they are now. */
    record Replay(Settlement settlement, List<CallbackCheck> checks) {}

    /**
     * @param by who asked for it, for the record
     */
    Replay replay(CallbackId id, String by) {
        KeptCallback kept =
                callbacks
                        .find(id)
                        .orElseThrow(
                                () ->
                                        AdminProblem.CALLBACK_NOT_FOUND.because(
                                                "no callback " + id + " is kept"));
        String notice = verified(kept);
        return RefundNoticeText.isOne(notice)
                ? settled(kept, RefundNoticeText.read(notice), by)
                : settled(kept, NoticeText.read(notice), by);
    }

    private Replay settled(KeptCallback kept, GatewayNotice notice, String by) {
        Settlement settlement =
                ScopedValue.where(CallbackId.CAUSE, kept.id())
                        .call(() -> settlements.settle(notice));
        OrderId orderId = notice.orderId();
        note(kept, orderId, by, settlement);
        Optional<Payment> payment = orderId == null ? Optional.empty() : payments.find(orderId);
        return new Replay(
                settlement,
                settlement.hasChangedThePayment()
                        ? CallbackChecks.applied(notice, settlement)
                        : CallbackChecks.verified(notice, payment, settlement));
    }

    private Replay settled(KeptCallback kept, GatewayRefundNotice notice, String by) {
        Settlement settlement = refunds.settle(notice);
        OrderId orderId = notice.number().orderId();
        note(kept, orderId, by, settlement);
        return new Replay(settlement, RefundChecks.of(notice, payments.find(orderId), settlement));
    }

    /** Who it was stands beside the callback, and not in the log. */
    private void note(
            KeptCallback kept, @Nullable OrderId orderId, String by, Settlement settlement) {
        callbacks.noteReplay(
                kept.id(),
                new Callbacks.Replay(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS), by, settlement.label()));
        log.atInfo()
                .addKeyValue("callbackId", kept.id())
                .addKeyValue("gateway", kept.gateway())
                .addKeyValue("orderId", String.valueOf(orderId))
                .addKeyValue("outcome", settlement.label())
                .log("A kept callback was settled again");
    }

    private String verified(KeptCallback kept) {
        Evidence evidence = kept.evidence();
        if (evidence == null) {
            throw AdminProblem.CALLBACK_NOT_REPLAYABLE.because(
                    "nothing in it was verified, so there is nothing to settle");
        }
        GatewayCallback callback =
                GatewayName.find(kept.gateway())
                        .flatMap(gateways::callbackOf)
                        .orElseThrow(
                                () ->
                                        AdminProblem.CALLBACK_NOT_REPLAYABLE.because(
                                                "its gateway is not offered any more"));
        boolean isOurs =
                callback.seal(evidence.notice())
                        .map(seal -> isSame(seal, evidence.seal()))
                        .orElse(false);
        if (!isOurs) {
            throw AdminProblem.CALLBACK_NOT_REPLAYABLE.because(
                    "its seal does not hold: it was altered, or verified with keys that have been"
                            + " replaced since");
        }
        return evidence.notice();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.UTF_8));
    }
}
