package io.cashbell.payment.callback;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Claiming;
import io.cashbell.payment.callback.TakeMoney.Taking.Taken;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.ApprovingGateway.Approval;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the money a buyer has agreed to at the gateway. Claimed by a conditional write first, so
 * that of a double click, a reload and ten instances one asks, once. What the answer leaves unknown
 * is asked for at once, and after that by the reconciliation; it is never taken for a failure.
 *
 * <p>A call that certainly never left is made again for a while. If none of them left, the claim is
 * given back: the buyer's proof is in no other place than this request, so nobody else could ever
 * use the claim.
 */
@Singleton
class TakeMoney {

    private static final Logger log = LoggerFactory.getLogger(TakeMoney.class);

    /** More than fit into {@link ApprovingGateway#BEGUN_WITHIN} unless the clock stands still. */
    private static final int MOST_TRIES = 20;

    private final Payments payments;
    private final SettleNotice settlements;
    private final ApprovalPause pause;
    private final Clock clock;

    TakeMoney(Payments payments, SettleNotice settlements, ApprovalPause pause, Clock clock) {
        this.payments = payments;
        this.settlements = settlements;
        this.pause = pause;
        this.clock = clock;
    }

    /** What came of the wish to take the money. */
    sealed interface Taking {

        /** What the gateway said when it was asked for the money, and what became of that. */
        record Taken(Payment payment, Attempt attempt, GatewayAnswer answer, Settlement settlement)
                implements Taking {}

        /** There was nothing to take: taken before, under way, over, or none of ours. */
        record Nothing() implements Taking {}

        /** The gateway could not be called; the attempt is as if nobody had tried. */
        record NotReached() implements Taking {}
    }

    /**
     * @param id by which the buyer's return is kept; the claim notes it
     */
    Taking take(
            CallbackId id,
            ApprovingGateway gateway,
            OrderId orderId,
            AttemptNumber number,
            String proof) {
        return switch (claim(id, gateway, orderId, number)) {
            case Claiming.Claimed(var payment) -> take(id, gateway, payment, number, proof);
            case Claiming.Refused _, Claiming.NoPayment _ -> new Taking.Nothing();
        };
    }

    /**
     * Where the answer is lost the claim may be kept all the same. No call has left in this
     * request, and no other one can use the claim, so it is given back.
     */
    private Claiming claim(
            CallbackId id, ApprovingGateway gateway, OrderId orderId, AttemptNumber number) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return ScopedValue.where(CallbackId.CAUSE, id)
                    .call(() -> payments.claim(orderId, number, gateway.merchant(), now));
        } catch (RuntimeException lost) {
            giveBack(id, orderId, number);
            throw lost;
        }
    }

    private Taking take(
            CallbackId id,
            ApprovingGateway gateway,
            Payment payment,
            AttemptNumber number,
            String proof) {
        Attempt attempt = Objects.requireNonNull(payment.attempts().get(number));
        return switch (approve(gateway, payment, attempt, proof)) {
            case Approval.Asked(var answer) -> settle(gateway, payment, attempt, answer);
            case Approval.NotSent _ -> {
                giveBack(id, payment.orderId(), number);
                yield new Taking.NotReached();
            }
        };
    }

    /** Again while the call was never sent, and never again once it may have been. */
    private Approval approve(
            ApprovingGateway gateway, Payment payment, Attempt attempt, String proof) {
        Instant claimedAt = Objects.requireNonNull(attempt.claimedAt());
        Approval approval = new Approval.NotSent();
        for (int tries = 0; approval instanceof Approval.NotSent && tries < MOST_TRIES; tries++) {
            boolean isFirst = tries == 0;
            if (!(isFirst || isPaused(tries))
                    || !clock.instant().isBefore(claimedAt.plus(ApprovingGateway.BEGUN_WITHIN))
                    || !(isFirst || isStillWanted(payment.orderId(), attempt.number()))) {
                return approval;
            }
            approval = gateway.approve(payment, attempt, proof);
        }
        return approval;
    }

    /** The order may have been called off since, or the attempt have failed at the gateway. */
    private boolean isStillWanted(OrderId orderId, AttemptNumber number) {
        return payments.find(orderId)
                .filter(payment -> payment.isPayableAt(clock.instant()))
                .filter(
                        payment ->
                                !(payment.state() instanceof Failed(var declined)
                                        && declined.contains(number)))
                .isPresent();
    }

    private boolean isPaused(int tries) {
        try {
            pause.await(tries);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Also when it was stopped: nobody but us can. */
    private void giveBack(CallbackId id, OrderId orderId, AttemptNumber number) {
        boolean stopped = Thread.interrupted();
        try {
            payments.giveBack(orderId, number, id);
            log.atWarn()
                    .addKeyValue("orderId", orderId)
                    .addKeyValue("attempt", number)
                    .log("The gateway was not called; the buyer may try again");
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("orderId", orderId)
                    .addKeyValue("attempt", number)
                    .setCause(failure)
                    .log("A claim without a call may stand until the gateway's page is over");
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Taken settle(
            ApprovingGateway gateway, Payment payment, Attempt attempt, GatewayAnswer approved) {
        GatewayAnswer answer = approved;
        if (answer instanceof GatewayAnswer.Unknown(var code)) {
            log.atWarn()
                    .addKeyValue("orderId", payment.orderId())
                    .addKeyValue("attempt", attempt.number())
                    .addKeyValue("gatewayCode", code)
                    .log("The gateway's answer is unknown; it is asked how the payment stands");
            answer = gateway.query(payment, attempt);
        }
        return new Taken(payment, attempt, answer, settlements.settle(payment, attempt, answer));
    }
}
