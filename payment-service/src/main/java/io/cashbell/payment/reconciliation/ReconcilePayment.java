package io.cashbell.payment.reconciliation;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.LookSchedule;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Hearing;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.refund.RefundPayment;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import io.cashbell.payment.warning.CallbackWarnings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gateway about every attempt of one payment that may have brought money, settles what it
 * says, and lets the payment expire only when the gateway has said of each attempt that it brought
 * none.
 */
@Singleton
class ReconcilePayment {

    private static final Logger log = LoggerFactory.getLogger(ReconcilePayment.class);

    private final Payments payments;
    private final Gateways gateways;
    private final SettleNotice settlements;
    private final RefundPayment refunds;
    private final ReconciliationConfig config;
    private final LookSchedule schedule;
    private final QueryPace pace;
    private final CallbackWarnings callbacks;
    private final MeterRegistry meters;
    private final Clock clock;

    ReconcilePayment(
            Payments payments,
            Gateways gateways,
            SettleNotice settlements,
            RefundPayment refunds,
            ReconciliationConfig config,
            LookSchedule schedule,
            QueryPace pace,
            CallbackWarnings callbacks,
            MeterRegistry meters,
            Clock clock) {
        this.payments = payments;
        this.gateways = gateways;
        this.settlements = settlements;
        this.refunds = refunds;
        this.config = config;
        this.schedule = schedule;
        this.pace = pace;
        this.callbacks = callbacks;
        this.meters = meters;
        this.clock = clock;
    }

    void reconcile(OrderId orderId) {
        Optional<Payment> found = payments.find(orderId);
        if (found.isEmpty()) {
            return;
        }
        Payment payment = found.get();
        Optional<Instant> refundLook =
                payment.refunds().values().stream().anyMatch(refund -> refund.state().isOpen())
                        ? refunds.carryOn(orderId)
                        : Optional.empty();
        if (payment.state() instanceof Confirmed || payment.state() instanceof Expired) {
            // Without a refund that is open, the index is behind by a moment.
            refundLook.ifPresent(next -> payments.lookAgain(orderId, next));
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean over = now.isAfter(payment.expiresAt().plus(grace(payment)));
        boolean closing = over || payment.state() instanceof Cancelled;
        boolean allAnswered = true;
        for (Attempt attempt : mayHavePaid(payment, over)) {
            GatewayAnswer answer = ask(payment, attempt, closing);
            Settlement settlement = settlements.settle(payment, attempt, answer);
            meters.counter("payment.reconciled", "outcome", settlement.label()).increment();
            switch (settlement) {
                case CONFIRMED, SECOND_PAYMENT, LATE_PAYMENT, DISPUTED, INSTRUCTED, DECLINED ->
                        log.atInfo()
                                .addKeyValue("orderId", orderId)
                                .addKeyValue("attempt", attempt.number())
                                .addKeyValue("outcome", settlement.label())
                                .log("The gateway was asked and said what no callback had said");
                default -> {}
            }
            if (settlement == Settlement.CONFIRMED) {
                gateways.of(payment)
                        .ifPresent(
                                asked ->
                                        callbacks.foundPaid(
                                                asked.name(), payment.methodOf(attempt)));
                return;
            }
            // Whoever has just got a number has time to pay it.
            allAnswered &=
                    isWithoutMoney(payment, attempt, answer) && settlement != Settlement.INSTRUCTED;
        }
        if (payment.state() instanceof Cancelled) {
            // Nobody can begin to pay any more; whoever was on the gateway's page may have.
            if (refundLook.isEmpty() && allAnswered && (over || payment.attempts().isEmpty())) {
                payments.stopLooking(orderId);
            } else {
                payments.lookAgain(orderId, schedule.next(payment, now));
            }
            return;
        }
        if (!(allAnswered && over && isExpired(payment))) {
            payments.lookAgain(orderId, schedule.next(payment, now));
        }
    }

    /** False where it has changed since it was looked at, so that it is looked at again. */
    private boolean isExpired(Payment payment) {
        DeadlinePassed passed = new DeadlinePassed(payment.expiresAt(), payment.attempts());
        return !(payments.hear(payment.orderId(), passed) instanceof Hearing.Heard(var outcome)
                && outcome instanceof Outcome.Unchanged);
    }

    /** As long as the slowest of its ways may take to tell of money that was paid in time. */
    private Duration grace(Payment payment) {
        Stream<Duration> each =
                gateways.of(payment).stream()
                        .flatMap(
                                gateway ->
                                        mayHavePaid(payment, false).stream()
                                                .map(attempt -> gateway.grace(payment, attempt)));
        return Stream.concat(Stream.of(config.grace()), each)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private GatewayAnswer ask(Payment payment, Attempt attempt, boolean over) {
        return gateways.of(payment)
                .filter(gateway -> gateway.merchant().equals(attempt.merchant()))
                .map(gateway -> ask(gateway, payment, attempt, over))
                // Keys that are gone ask nothing; a person has to look.
                .orElseGet(() -> new GatewayAnswer.Unknown("no-such-merchant"));
    }

    /** What is over is closed first: nobody is to pay at the moment when we give up. */
    private GatewayAnswer ask(
            PaymentGateway gateway, Payment payment, Attempt attempt, boolean over) {
        if (!pace.awaitTurn(gateway.name())) {
            return new GatewayAnswer.Unknown("not-asked");
        }
        return over ? gateway.close(payment, attempt) : gateway.query(payment, attempt);
    }

    /**
     * Attempts that the gateway has not refused yet, newest first; those that nobody used are among
     * them. In the end also the others, once more: not every failure is the gateway's last word.
     */
    private static List<Attempt> mayHavePaid(Payment payment, boolean over) {
        return payment.attempts().values().stream()
                .filter(attempt -> over || !isDeclined(payment, attempt))
                .sorted(Comparator.comparing(Attempt::startedAt).reversed())
                .toList();
    }

    private static boolean isDeclined(Payment payment, Attempt attempt) {
        return payment.state() instanceof Failed(var declined)
                && declined.contains(attempt.number());
    }

    /**
     * Money that contradicts our record is money all the same: such a payment never expires. Late
     * money that was kept before is answered for.
     */
    private boolean isWithoutMoney(Payment payment, Attempt attempt, GatewayAnswer answer) {
        return switch (answer) {
            case GatewayAnswer.Declined _, GatewayAnswer.Unused _ -> true;
            // Whoever has claimed it may be taking the money just now; the gateway ends that.
            case GatewayAnswer.Pending _ -> attempt.claimedAt() == null || !isTakenByUs(payment);
            // Silence takes no failure back, nor what went back already.
            case GatewayAnswer.Unknown _ ->
                    isDeclined(payment, attempt) || isGivenBack(payment, attempt);
            case GatewayAnswer.Paid _ -> isKept(payment, attempt, answer);
        };
    }

    /** Elsewhere a claim is a mistake, which no gateway ever ends. */
    private boolean isTakenByUs(Payment payment) {
        return gateways.of(payment).filter(ApprovingGateway.class::isInstance).isPresent();
    }

    /**
     * Late money that was kept, whether its refund is done yet or not: that is followed by itself.
     */
    private static boolean isGivenBack(Payment payment, Attempt attempt) {
        return payment.state() instanceof Cancelled
                && payment.refunds().values().stream()
                        .map(refund -> refund.request().unapplied())
                        .anyMatch(late -> late != null && late.attempt().equals(attempt.number()));
    }

    /** Its refund was asked for in the write that kept it, and nothing else can come of it. */
    private static boolean isKept(Payment payment, Attempt attempt, GatewayAnswer answer) {
        Dispute late =
                new Dispute(
                        DisputeReason.PAYMENT_AFTER_CANCELLATION,
                        SettleNotice.claim(payment, attempt, answer));
        return payment.state() instanceof Cancelled && payment.disputes().contains(late.key());
    }
}
