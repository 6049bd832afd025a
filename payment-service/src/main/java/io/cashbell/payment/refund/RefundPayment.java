package io.cashbell.payment.refund;

import io.cashbell.payment.Capture;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundFact;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundState.Underway;
import io.cashbell.payment.RefundState.Unknown;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.RefundingGateway;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a refund out, as far as it goes now. A call is made by whoever claims it, alone; what
 * became of a call without an answer is asked for, and a second call is made only where the
 * connector knows that it does no harm.
 */
@Singleton
public class RefundPayment {

    private static final Logger log = LoggerFactory.getLogger(RefundPayment.class);

    /** Two calls and a question or two bring any refund as far as it goes at once. */
    private static final int MOST_STEPS = 6;

    private final Refunds refunds;
    private final RefundPlanner planner;
    private final RefundConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    RefundPayment(
            Refunds refunds,
            RefundPlanner planner,
            RefundConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.refunds = refunds;
        this.planner = planner;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Brings every open refund of the payment as far as it goes, the oldest first.
     *
     * @return when to look again; empty when nothing is open
     */
    public Optional<Instant> carryOn(OrderId orderId) {
        refunds.find(orderId).stream()
                .flatMap(payment -> payment.refunds().values().stream())
                .filter(refund -> refund.state().isOpen())
                .sorted(Comparator.comparing(Refund::requestedAt))
                .map(Refund::id)
                .forEach(refundId -> carryOn(orderId, refundId));
        return refunds.find(orderId).stream()
                .flatMap(payment -> payment.refunds().values().stream())
                .filter(refund -> refund.state().isOpen())
                .map(refund -> nextLook(refund.state()))
                .min(Comparator.naturalOrder());
    }

    /**
     * Lets a gateway's verified word on a refund have its effect, once, however often it comes: for
     * a gateway that tells by itself. What leaves the effect open changes nothing.
     *
     * @return false where there is no such refund
     */
    public boolean settle(OrderId orderId, RefundId refundId, RefundAnswer answer) {
        Payment payment = refunds.find(orderId).orElse(null);
        Refund refund = payment == null ? null : payment.refunds().get(refundId);
        if (payment == null || refund == null) {
            return false;
        }
        switch (answer) {
            case RefundAnswer.Returned _,
                    RefundAnswer.Refused _,
                    RefundAnswer.TakenOn _,
                    RefundAnswer.AskAPerson _ ->
                    isHeard(payment, refund, answer(answer));
            case RefundAnswer.StepDone _, RefundAnswer.NotDone _, RefundAnswer.Unknown _ -> {}
        }
        return true;
    }

    private void carryOn(OrderId orderId, RefundId refundId) {
        for (int step = 0; step < MOST_STEPS; step++) {
            Payment payment = refunds.find(orderId).orElse(null);
            Refund refund = payment == null ? null : payment.refunds().get(refundId);
            if (payment == null || refund == null || !isMoved(payment, refund)) {
                return;
            }
        }
    }

    private Instant nextLook(RefundState state) {
        Instant soon = now().plus(config.again());
        return state instanceof Requested(var notBefore, _) && notBefore.isAfter(now())
                ? notBefore
                : soon;
    }

    /** Whether something has changed, so that it may go on at once. */
    private boolean isMoved(Payment payment, Refund refund) {
        return switch (refund.state()) {
            case Requested(var notBefore, _) -> !now().isBefore(notBefore) && act(payment, refund);
            case Underway(var step, var since) ->
                    now().isAfter(since.plus(config.abandoned()))
                            && ask(payment, refund, step, since);
            case Unknown(var step, var since) -> ask(payment, refund, step, since);
            case Accepted(var step, var since) -> ask(payment, refund, step, since);
            case Manual _, Refunded _, Failed _ -> false;
        };
    }

    private boolean act(Payment payment, Refund refund) {
        return switch (planner.plan(payment, refund)) {
            case RefundPlan.Act(var step) -> call(payment, refund, step);
            case RefundPlan.Wait(var until, var why) ->
                    isHeard(payment, refund, new RefundFact.Postponed(until, why));
            case RefundPlan.ByHand(var why) ->
                    isHeard(payment, refund, new RefundFact.PersonNeeded(why, now()));
            case RefundPlan.Never(var why, var code) ->
                    isHeard(payment, refund, new RefundFact.Refused(why, code));
            case RefundPlan.Back(var at) ->
                    isHeard(payment, refund, new RefundFact.MoneyReturned(at));
            case RefundPlan.Undecided(var code) -> {
                log.atWarn()
                        .addKeyValue("orderId", payment.orderId())
                        .addKeyValue("refundId", refund.id())
                        .addKeyValue("gatewayCode", code)
                        .log("The gateway did not say how the money stands");
                yield false;
            }
        };
    }

    private boolean call(Payment payment, Refund refund, RefundStep step) {
        return switch (refunds.claim(payment, refund.id(), step, now())) {
            case CLAIMED -> {
                Capture capture = payment.captureOf(refund).orElseThrow();
                RefundingGateway gateway = planner.gatewayOf(payment, capture).orElseThrow();
                yield isHeard(
                        payment, refund, answer(gateway.refund(payment, capture, refund, step)));
            }
            case BUSY -> false;
            // What was planned from is not true any more.
            case CHANGED -> true;
        };
    }

    private boolean ask(Payment payment, Refund refund, RefundStep step, Instant since) {
        Capture capture = payment.captureOf(refund).orElseThrow();
        RefundAnswer answer =
                planner.gatewayOf(payment, capture)
                        .map(gateway -> gateway.standing(payment, capture, refund, step))
                        .orElseGet(() -> new RefundAnswer.AskAPerson("no-such-gateway"));
        boolean mayStillAppear = now().isBefore(since.plus(config.quiet()));
        if (mayStillAppear
                && (answer instanceof RefundAnswer.NotDone
                        || answer instanceof RefundAnswer.AskAPerson)) {
            answer = new RefundAnswer.Unknown("too-early-to-say");
        }
        boolean tooLong = now().isAfter(refund.requestedAt().plus(config.giveUp()));
        if (tooLong
                && (answer instanceof RefundAnswer.Unknown
                        || answer instanceof RefundAnswer.TakenOn)) {
            answer = new RefundAnswer.AskAPerson("took-too-long");
        }
        return isHeard(payment, refund, answer(answer));
    }

    private RefundFact answer(RefundAnswer answer) {
        return switch (answer) {
            case RefundAnswer.Returned(var at) -> new RefundFact.MoneyReturned(at);
            case RefundAnswer.StepDone _ -> new RefundFact.StepDone(now());
            case RefundAnswer.TakenOn _ -> new RefundFact.TakenOn(now());
            case RefundAnswer.Refused(var reason, var code) -> new RefundFact.Refused(reason, code);
            case RefundAnswer.NotDone(var why, var retryAt) ->
                    new RefundFact.StepUndone(retryAt, why);
            case RefundAnswer.AskAPerson(var why) -> new RefundFact.PersonNeeded(why, now());
            case RefundAnswer.Unknown _ -> new RefundFact.AnswerLost();
        };
    }

    private boolean isHeard(Payment payment, Refund before, RefundFact fact) {
        Optional<Refund> after = refunds.hear(payment.orderId(), before.id(), fact);
        if (after.isEmpty() || after.get().state().equals(before.state())) {
            return false;
        }
        String outcome = after.get().state().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("payment.refunds", "outcome", outcome).increment();
        var line = after.get().state() instanceof Refunded ? log.atInfo() : log.atWarn();
        line.addKeyValue("orderId", payment.orderId())
                .addKeyValue("refundId", before.id())
                .addKeyValue("outcome", outcome)
                .log("A refund moved");
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
