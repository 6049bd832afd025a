package io.cashbell.payment;

import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.Unchanged;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Payments in memory, and what would have been told. */
public final class FakePayments implements Payments {

    private final Map<OrderId, Payment> kept = new HashMap<>();
    private final Map<OrderId, Instant> looks = new HashMap<>();
    private final Map<AttemptNumber, CallbackId> claims = new HashMap<>();
    private final List<PaymentFact> applied = new ArrayList<>();
    private final List<DisputeReason> disputed = new ArrayList<>();
    private final Set<OrderId> simulated = new HashSet<>();
    private int reads;
    private int writes;
    private boolean broken;
    private boolean losing;

    @Override
    public synchronized void add(Payment payment) {
        writes();
        kept.putIfAbsent(payment.orderId(), payment);
    }

    @Override
    public synchronized Optional<Payment> find(OrderId orderId) {
        reads++;
        return Optional.ofNullable(kept.get(orderId));
    }

    @Override
    public synchronized Opening open(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready) {
        Payment payment = kept.get(orderId);
        if (payment != null && payment.state() instanceof PaymentState.AwaitingTransfer) {
            writes();
            return new Opening.Refused(payment);
        }
        return openAnother(orderId, accessTokenHash, methods, attempt, ready);
    }

    @Override
    public synchronized Opening openAnother(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready) {
        writes();
        Payment payment = kept.get(orderId);
        if (payment == null) {
            return new Opening.NoPayment();
        }
        boolean allowed =
                payment.hasAccessTokenHash(accessTokenHash)
                        && methods.contains(payment.method())
                        && payment.isPayableAt(attempt.startedAt())
                        && payment.attempts().size() < Payment.MAX_ATTEMPTS;
        if (!allowed) {
            return new Opening.Refused(payment);
        }
        Payment opened = PaymentFixtures.withAttempt(payment, attempt);
        kept.put(orderId, opened);
        return new Opening.Opened(opened);
    }

    @Override
    public synchronized Optional<Payment> keepSession(
            OrderId orderId, AttemptNumber number, GatewaySession session) {
        writes();
        Payment payment = kept.get(orderId);
        if (payment == null) {
            return Optional.empty();
        }
        Attempt attempt = payment.attempts().get(number);
        if (attempt == null) {
            return Optional.empty();
        }
        Payment with = PaymentFixtures.withAttempt(payment, attempt.with(session));
        kept.put(orderId, with);
        return Optional.of(with);
    }

    @Override
    public synchronized void endSession(OrderId orderId, Attempt attempt) {
        writes();
        GatewaySession open = Objects.requireNonNull(attempt.session());
        GatewaySession over =
                new GatewaySession(open.reference(), open.link(), attempt.startedAt());
        kept.computeIfPresent(
                orderId, (_, payment) -> PaymentFixtures.withAttempt(payment, attempt.with(over)));
    }

    @Override
    public synchronized Claiming claim(
            OrderId orderId, AttemptNumber number, String merchant, Instant at) {
        writes();
        Payment payment = kept.get(orderId);
        if (payment == null) {
            return new Claiming.NoPayment();
        }
        Attempt attempt = payment.attempts().get(number);
        if (attempt == null || !payment.isClaimable(number, merchant, at)) {
            return new Claiming.Refused(payment);
        }
        Payment claimed = PaymentFixtures.withAttempt(payment, attempt.claimedAt(at));
        if (CallbackId.CAUSE.isBound()) {
            claims.put(number, CallbackId.CAUSE.get());
        }
        kept.put(orderId, claimed);
        if (losing) {
            losing = false;
            throw new IllegalStateException("the table did not answer in time");
        }
        return new Claiming.Claimed(claimed);
    }

    @Override
    public synchronized void giveBack(OrderId orderId, AttemptNumber number, CallbackId by) {
        writes();
        Payment payment = get(orderId);
        Attempt attempt = Objects.requireNonNull(payment.attempts().get(number));
        if (by.equals(claims.get(number))) {
            claims.remove(number);
            kept.put(orderId, PaymentFixtures.withAttempt(payment, attempt.unclaimed()));
        }
    }

    @Override
    public synchronized List<OrderId> due(Instant until, int most) {
        return looks.entrySet().stream()
                .filter(look -> !look.getValue().isAfter(until))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void lookAgain(OrderId orderId, Instant at) {
        writes();
        looks.put(orderId, at);
    }

    @Override
    public synchronized void stopLooking(OrderId orderId) {
        writes();
        if (get(orderId).refunds().values().stream().noneMatch(one -> one.state().isOpen())) {
            looks.remove(orderId);
        }
    }

    /** When each payment is looked after again. */
    public synchronized Map<OrderId, Instant> looks() {
        return Map.copyOf(looks);
    }

    @Override
    public synchronized Hearing hear(OrderId orderId, PaymentFact fact) {
        writes();
        Payment payment = kept.get(orderId);
        if (payment == null) {
            return new Hearing.NoPayment();
        }
        Outcome outcome = payment.hear(fact, LatePayments.REFUND);
        if (outcome instanceof Changed(var state)) {
            applied.add(fact);
            kept.put(
                    orderId,
                    PaymentFixtures.withDeadline(
                            PaymentFixtures.withState(told(payment, fact), state),
                            payment.deadlineAfter(fact)));
        }
        if (outcome instanceof Outcome.Supplemented(var state)) {
            kept.put(orderId, PaymentFixtures.withState(payment, state));
        }
        if (fact instanceof CaptureSimulated && outcome instanceof Unchanged) {
            simulated.add(orderId);
        }
        if (outcome instanceof Disputed(var reason, var known) && !known) {
            disputed.add(reason);
            Set<String> disputes = new HashSet<>(payment.disputes());
            disputes.add(new Dispute(reason, claimOf(fact)).key());
            kept.put(orderId, PaymentFixtures.withDisputes(payment, disputes));
        }
        return new Hearing.Heard(outcome);
    }

    private static Payment told(Payment payment, PaymentFact fact) {
        return fact instanceof InstructionsIssued(var claim, _)
                ? PaymentFixtures.withAttempt(
                        payment,
                        Objects.requireNonNull(payment.attempts().get(claim.attempt()))
                                .withInstructions())
                : payment;
    }

    /** Puts a payment there, whatever it is. */
    public synchronized void put(Payment payment) {
        kept.put(payment.orderId(), payment);
    }

    public synchronized Payment get(OrderId orderId) {
        return find(orderId).orElseThrow();
    }

    public synchronized List<PaymentFact> applied() {
        return List.copyOf(applied);
    }

    public synchronized List<DisputeReason> disputed() {
        return List.copyOf(disputed);
    }

    public synchronized Set<OrderId> simulated() {
        return Set.copyOf(simulated);
    }

    public synchronized int readCount() {
        return reads;
    }

    public synchronized int writeCount() {
        return writes;
    }

    /** Every write fails from now on, as if the table could not be reached. */
    public synchronized void breakDown() {
        broken = true;
    }

    /** The next claim is kept, and nobody learns of it. */
    public synchronized void loseTheNextClaim() {
        losing = true;
    }

    public synchronized void reset() {
        kept.clear();
        looks.clear();
        claims.clear();
        applied.clear();
        disputed.clear();
        simulated.clear();
        reads = 0;
        writes = 0;
        broken = false;
        losing = false;
    }

    private static Claim claimOf(PaymentFact fact) {
        return switch (fact) {
            case CaptureConfirmed paid -> paid.claim();
            case CaptureDeclined(var claim, _, _) -> claim;
            case CaptureSimulated(var claim) -> claim;
            case InstructionsIssued(var claim, _) -> claim;
            case DeadlinePassed _, OrderCancelled _ ->
                    throw new IllegalStateException("a deadline claims nothing");
        };
    }

    private void writes() {
        writes++;
        if (broken) {
            throw new IllegalStateException("the table cannot be reached");
        }
    }
}
