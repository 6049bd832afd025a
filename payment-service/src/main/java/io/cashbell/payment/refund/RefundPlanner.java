package io.cashbell.payment.refund;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundExplanation;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.RefundingGateway;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Which action is legal now, of those that the gateway behind the money has. */
@Singleton
class RefundPlanner {

    /** Of a refund that nobody keeps. */
    private static final RefundId ASKED_FOR_WORDS = new RefundId("asked-for-words-only");

    private final Gateways gateways;
    private final RefundConfig config;
    private final Clock clock;

    RefundPlanner(Gateways gateways, RefundConfig config, Clock clock) {
        this.gateways = gateways;
        this.config = config;
        this.clock = clock;
    }

    RefundPlan plan(Payment payment, Refund refund) {
        Optional<Capture> capture = payment.captureOf(refund);
        if (capture.isEmpty()) {
            return new RefundPlan.Never("not-paid", null);
        }
        Optional<RefundingGateway> gateway = gatewayOf(payment, capture.get());
        if (gateway.isEmpty()) {
            return new RefundPlan.ByHand("no-such-gateway");
        }
        Instant now = clock.instant();
        if (now.isAfter(refund.requestedAt().plus(config.giveUp()))) {
            return new RefundPlan.ByHand("took-too-long");
        }
        return gateway.get().plan(payment, capture.get(), refund);
    }

    /**
     * The gateway with the keys of the account that took the money; keys that are gone ask nobody.
     */
    Optional<RefundingGateway> gatewayOf(Payment payment, Capture capture) {
        Attempt attempt = payment.attempts().get(capture.attempt());
        return gateways.of(payment)
                .filter(RefundingGateway.class::isInstance)
                .map(RefundingGateway.class::cast)
                .filter(
                        gateway ->
                                attempt != null && gateway.merchant().equals(attempt.merchant()));
    }

    /** What would become of a refund of so much that is asked for now. */
    RefundExplanation explain(Payment payment, Money amount) {
        if (!(payment.state() instanceof PaymentState.Confirmed)) {
            return RefundExplanation.of("not-paid");
        }
        if (amount.minorUnits() < 1 || amount.minorUnits() > payment.refundable().minorUnits()) {
            return RefundExplanation.of("above-the-rest");
        }
        RefundRequest wish = new RefundRequest(ASKED_FOR_WORDS, amount, "words", null);
        Instant now = clock.instant();
        return explain(plan(payment, new Refund(wish, now, new RefundState.Requested(now, ""))));
    }

    private static RefundExplanation explain(RefundPlan plan) {
        return switch (plan) {
            case RefundPlan.Act(var step) -> RefundExplanation.of("can-be-done", step);
            case RefundPlan.Wait(var until, var why) -> new RefundExplanation(why, null, until);
            case RefundPlan.ByHand(var why) -> RefundExplanation.of(why);
            case RefundPlan.Never(var why, _) -> RefundExplanation.of(why);
            case RefundPlan.Back _ -> RefundExplanation.of("back");
            case RefundPlan.Undecided _ -> RefundExplanation.of("gateway-silent");
        };
    }
}
