package io.cashbell.payment;

import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.NoRoom;
import io.cashbell.payment.Outcome.Rejected;
import io.cashbell.payment.Outcome.Reopened;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The money side of one order, with every visit to the gateway and everything that did not fit.
 *
 * @param method what the order was placed with; an attempt may go another way
 * @param accessTokenHash base64url SHA-256 of the order's access token; the token itself is never
 *     kept
 * @param refunds everything that was to be given back, whatever became of it
 * @param disputes keys of what was kept and not applied, see {@link Dispute#key()}
 */
public record Payment(
        PaymentId id,
        OrderId orderId,
        PaymentMethod method,
        Money amount,
        List<OrderedItem> items,
        String locale,
        String accessTokenHash,
        Instant expiresAt,
        PaymentState state,
        Map<AttemptNumber, Attempt> attempts,
        Set<String> disputes,
        Map<RefundId, Refund> refunds) {

    /** So many visits to the gateway has one payment at most; a person needs two or three. */
    public static final int MAX_ATTEMPTS = 20;

    /** So many disputes fit; each has woken a person already. */
    public static final int MAX_DISPUTES = 20;

    /** So many refunds of one payment are kept; a gateway may allow fewer. */
    public static final int MAX_REFUNDS = 100;

    public Payment {
        refunds = Map.copyOf(refunds);
        items = List.copyOf(items);
        attempts = Map.copyOf(attempts);
        disputes = Set.copyOf(disputes);
    }

    /** A payment of which nothing is to be given back. */
    public Payment(
            PaymentId id,
            OrderId orderId,
            PaymentMethod method,
            Money amount,
            List<OrderedItem> items,
            String locale,
            String accessTokenHash,
            Instant expiresAt,
            PaymentState state,
            Map<AttemptNumber, Attempt> attempts,
            Set<String> disputes) {
        this(
                id,
                orderId,
                method,
                amount,
                items,
                locale,
                accessTokenHash,
                expiresAt,
                state,
                attempts,
                disputes,
                Map.of());
    }

    /**
     * The money that {@code refund} takes from; empty where the payment is not confirmed, so that
     * there is none.
     */
    public Optional<Capture> captureOf(Refund refund) {
        Capture unapplied = refund.request().unapplied();
        if (unapplied != null) {
            return Optional.of(unapplied);
        }
        return state
                        instanceof
                        PaymentState.Confirmed(var attempt, var reference, var paidAt, var card)
                ? Optional.of(new Capture(attempt, reference, amount, paidAt, card))
                : Optional.empty();
    }

    /** What of the confirmed money is not back yet. */
    public Money remaining() {
        return minus(Refund::isRefunded);
    }

    /** What of the confirmed money may still be asked back: neither back nor reserved. */
    public Money refundable() {
        return minus(Refund::isReserving);
    }

    /** Whether the refund waits for its call, and no call of another one may be at work. */
    public boolean mayCall(RefundId refundId) {
        Refund refund = refunds.get(refundId);
        return refund != null
                && refund.state() instanceof RefundState.Requested
                && refunds.values().stream().noneMatch(other -> other.state().isCalling());
    }

    private Money minus(Predicate<Refund> which) {
        long taken =
                refunds.values().stream()
                        .filter(Refund::isOfThePayment)
                        .filter(which)
                        .mapToLong(refund -> refund.amount().minorUnits())
                        .reduce(0, Math::addExact);
        return new Money(Math.subtractExact(amount.minorUnits(), taken), amount.currency());
    }

    /** Whether a buyer may open one more attempt at {@code now}. */
    public boolean isPayableAt(Instant now) {
        return state.isPayable() && now.isBefore(expiresAt);
    }

    /**
     * Whether somebody may ask the gateway at {@code now} to take the money of {@code number}: once
     * for each attempt, not after the deadline, since the shop may have let the goods go, and not
     * while another one's outcome is unknown, since that may be money already.
     *
     * @param merchant our account at the gateway that would be asked. Whoever comes back may name
     *     any attempt of the order: one of another gateway, or one that never had a page to agree
     *     on, is not this gateway's to take
     */
    public boolean isClaimable(AttemptNumber number, String merchant, Instant now) {
        Attempt attempt = attempts.get(number);
        return attempt != null
                && attempt.merchant().equals(merchant)
                && attempt.session() != null
                && attempt.claimedAt() == null
                && isPayableAt(now)
                && attempts.values().stream().noneMatch(this::isUndecided);
    }

    private boolean isUndecided(Attempt attempt) {
        return attempt.claimedAt() != null
                && !(state instanceof PaymentState.Failed(var declined)
                        && declined.contains(attempt.number()));
    }

    /** How the buyer pays by {@code attempt}: as the order says, unless they chose otherwise. */
    public PaymentMethod methodOf(Attempt attempt) {
        return Objects.requireNonNullElse(attempt.otherMethod(), method);
    }

    /** The same by an attempt's number; of one that is none of ours, as the order says. */
    public PaymentMethod methodOf(AttemptNumber number) {
        Attempt attempt = attempts.get(number);
        return attempt == null ? method : methodOf(attempt);
    }

    /**
     * Until when it may be paid once {@code fact} is true: the first number that is issued is paid
     * for as long as it lives, also where it lives longer than the order. None after it prolongs
     * anything: a buyer who fetches one number after another would hold the goods for months.
     */
    public Instant deadlineAfter(PaymentFact fact) {
        return fact instanceof InstructionsIssued(_, var instructions)
                        && instructions.expiresAt().isAfter(expiresAt)
                        && !hasHadNumber()
                ? instructions.expiresAt()
                : expiresAt;
    }

    /**
     * {@code fact} as it is kept and told. A number after the first may live on at the gateway when
     * the goods are let go; its buyer is told the earlier end.
     */
    public PaymentFact withinDeadline(PaymentFact fact) {
        return fact instanceof InstructionsIssued(var claim, var instructions)
                        && hasHadNumber()
                        && instructions.expiresAt().isAfter(expiresAt)
                ? new InstructionsIssued(claim, instructions.until(expiresAt))
                : fact;
    }

    /** Whether the buyer was ever given a number to pay with. */
    public boolean hasHadNumber() {
        return attempts.values().stream().anyMatch(Attempt::instructed);
    }

    /** Compares in constant time, so that the answer's delay tells nothing. */
    public boolean hasAccessTokenHash(String hash) {
        return MessageDigest.isEqual(
                accessTokenHash.getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** What {@code fact} does to this payment once its claim has been compared with our record. */
    public Outcome hear(PaymentFact fact, LatePayments late) {
        if (fact instanceof DeadlinePassed(var passed, var asked)
                && ((passed != null && passed.isBefore(expiresAt))
                        || (asked != null && !asked.equals(attempts)))) {
            // A number was issued in the meantime, and may be paid for longer; or somebody is
            // about to pay by an attempt that nobody has asked about.
            return new Outcome.Unchanged();
        }
        Claim claim = claimOf(fact);
        if (claim == null) {
            return PaymentTransitions.next(state, fact, late);
        }
        if (isAltered(claim)) {
            return new Rejected();
        }
        DisputeReason mismatch = mismatch(claim);
        if (mismatch == null && isToldNumber(fact)) {
            return new Outcome.Unchanged();
        }
        Outcome outcome =
                mismatch == null
                        ? PaymentTransitions.next(state, fact, late)
                        : new Disputed(mismatch, false);
        return switch (outcome) {
            case Disputed(var reason, _) -> raise(new Dispute(reason, claim));
            // Kept by the rule of that day, which gave it back: it reopens nothing any more.
            case Reopened(_, var reason) when disputes.contains(new Dispute(reason, claim).key()) ->
                    new Disputed(reason, true);
            default -> outcome;
        };
    }

    /**
     * A number that was told before is no news, also where the buyer has got another one since: of
     * two numbers each word of one would take the place of the other, without end.
     */
    private boolean isToldNumber(PaymentFact fact) {
        return fact instanceof InstructionsIssued(var claim, _)
                && Objects.requireNonNull(attempts.get(claim.attempt())).instructed();
    }

    private Outcome raise(Dispute dispute) {
        if (disputes.contains(dispute.key())) {
            return new Disputed(dispute.reason(), true);
        }
        return disputes.size() < MAX_DISPUTES
                ? new Disputed(dispute.reason(), false)
                : new NoRoom();
    }

    /**
     * ECPay's signature is blind to upper and lower case, so whoever saw a notice may send it again
     * with our number in other letters. That is no unknown attempt for a person to look at.
     */
    private boolean isAltered(Claim claim) {
        return !attempts.containsKey(claim.attempt())
                && attempts.keySet().stream()
                        .anyMatch(n -> n.value().equalsIgnoreCase(claim.attempt().value()));
    }

    private @Nullable DisputeReason mismatch(Claim claim) {
        Attempt attempt = attempts.get(claim.attempt());
        if (attempt == null) {
            return DisputeReason.UNKNOWN_ATTEMPT;
        }
        if (!attempt.merchant().equals(claim.merchant())) {
            return DisputeReason.MERCHANT_MISMATCH;
        }
        return amount.equals(claim.amount()) ? null : DisputeReason.AMOUNT_MISMATCH;
    }

    private static @Nullable Claim claimOf(PaymentFact fact) {
        return switch (fact) {
            case CaptureConfirmed paid -> paid.claim();
            case CaptureDeclined(var claim, _, _) -> claim;
            case InstructionsIssued(var claim, _) -> claim;
            case CaptureSimulated(var claim) -> claim;
            case DeadlinePassed _, OrderCancelled _ -> null;
        };
    }
}
