package io.cashbell.payment.close;

import static io.cashbell.payment.close.Difference.REFUND_AMOUNT;
import static io.cashbell.payment.close.Difference.REFUND_NOT_HERE;
import static io.cashbell.payment.close.Difference.REFUND_STATE;

import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.refund.SettleRefundNotice;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays what a gateway says it gave back beside what was asked for here.
 *
 * <p>What the gateway gave back and nobody here asked for, in its console, is kept back as a task
 * for a person before anything else: so no refund of ours ever takes more than the gateway still
 * holds. It is not called done, since the record is not signed, and no order hears of it before the
 * person has decided.
 */
@Singleton
class CompareRefunds {

    private static final String HELD = "held";
    private static final String NOT_HELD = "not-held";
    private static final String FOUND = "found-at-gateway";

    /** More open refunds than make so many sums have no payment. */
    private static final int MOST_SUMS = 10_000;

    private final Refunds refunds;

    CompareRefunds(Refunds refunds) {
        this.refunds = refunds;
    }

    /**
     * @param books whose payment it is by our books; null where they have none
     * @return empty where both say the same, or may
     */
    Optional<Difference> compare(RefundLine line, @Nullable OrderId books) {
        OrderId order = order(line, books);
        Payment payment = order == null ? null : refunds.find(order).orElse(null);
        List<Refund> ours = payment == null ? List.of() : ofTheSameMoney(payment, line.attempt());
        String number = line.number();
        if (number != null) {
            return one(line, number, payment, ours);
        }
        // A payment that is not ours is a difference of its own.
        return payment == null ? Optional.empty() : all(line, payment, ours);
    }

    private static @Nullable OrderId order(RefundLine line, @Nullable OrderId books) {
        if (line.orderId() != null) {
            return line.orderId();
        }
        String number = line.number();
        return books == null && number != null && RefundNumber.isRefundNumber(number)
                ? new RefundNumber(number).orderId()
                : books;
    }

    private static List<Refund> ofTheSameMoney(Payment payment, String attempt) {
        return payment.refunds().values().stream()
                .filter(
                        refund ->
                                payment.captureOf(refund)
                                        .filter(
                                                capture ->
                                                        capture.attempt()
                                                                .value()
                                                                .equalsIgnoreCase(attempt))
                                        .isPresent())
                .toList();
    }

    private Optional<Difference> one(
            RefundLine line, String number, @Nullable Payment payment, List<Refund> ours) {
        Refund refund = payment == null ? null : named(payment, ours, number);
        if (refund == null) {
            return line.outcome() == Outcome.UNDONE
                    ? Optional.empty()
                    : found(
                            REFUND_NOT_HERE,
                            line,
                            payment,
                            line.amount().minorUnits(),
                            null,
                            number);
        }
        if (!refund.amount().equals(line.amount())) {
            return Optional.of(difference(REFUND_AMOUNT, line, payment, refund.amount(), null));
        }
        if (line.outcome() == Outcome.UNDONE) {
            return refund.isRefunded()
                    ? Optional.of(difference(REFUND_STATE, line, payment, refund.amount(), null))
                    : Optional.empty();
        }
        // It failed here, so that its money may be asked for again; there it did not. What was open
        // when the record was made may have failed since.
        return line.outcome() == Outcome.BACK && refund.state() instanceof RefundState.Failed
                ? found(
                        REFUND_STATE,
                        line,
                        payment,
                        refund.amount().minorUnits(),
                        refund.amount(),
                        number)
                : Optional.empty();
    }

    private static @Nullable Refund named(Payment payment, List<Refund> ours, String number) {
        return RefundNumber.isRefundNumber(number)
                ? SettleRefundNotice.named(payment, new RefundNumber(number))
                        .filter(ours::contains)
                        .orElse(null)
                : null;
    }

    private Optional<Difference> all(RefundLine line, Payment payment, List<Refund> ours) {
        long theirs = line.amount().minorUnits();
        long back = sum(ours.stream().filter(Refund::isRefunded).toList());
        if (sums(back, ours).contains(theirs)) {
            return Optional.empty();
        }
        Money here = new Money(back, payment.amount().currency());
        long kept = sum(ours.stream().filter(CompareRefunds::isFound).toList());
        // Whether it holds what is under way nobody can tell: counted as if it did not.
        return theirs > back + kept
                ? found(
                        REFUND_NOT_HERE,
                        line,
                        payment,
                        theirs - back - kept,
                        here,
                        Long.toString(theirs))
                : Optional.of(difference(REFUND_AMOUNT, line, payment, here, null));
    }

    /** Every amount that may have gone back, whatever of the open refunds was carried out. */
    private static Set<Long> sums(long back, List<Refund> ours) {
        Set<Long> sums = new HashSet<>(Set.of(back));
        for (Refund refund : ours) {
            if (refund.isReserving() && !refund.isRefunded() && sums.size() < MOST_SUMS) {
                long amount = refund.amount().minorUnits();
                sums.addAll(sums.stream().map(sum -> sum + amount).toList());
            }
        }
        return sums;
    }

    private static long sum(List<Refund> some) {
        return some.stream().mapToLong(refund -> refund.amount().minorUnits()).sum();
    }

    private static boolean isFound(Refund refund) {
        return refund.state() instanceof RefundState.Manual(var why, _) && why.equals(FOUND);
    }

    private Optional<Difference> found(
            String what,
            RefundLine line,
            @Nullable Payment payment,
            long minorUnits,
            @Nullable Money here,
            String number) {
        if (payment == null) {
            return Optional.of(difference(what, line, null, here, null));
        }
        RefundRequest back =
                SettleRefundNotice.found(
                        payment.orderId(),
                        number,
                        new Money(minorUnits, payment.amount().currency()));
        if (payment.refunds().containsKey(back.id())) {
            return Optional.empty();
        }
        boolean isHeld =
                isOfThePayment(payment, line.attempt())
                        && refunds.holdBack(payment.orderId(), back);
        return Optional.of(difference(what, line, payment, here, isHeld ? HELD : NOT_HELD));
    }

    /** Money that no order counts has no rest that could be kept back. */
    private static boolean isOfThePayment(Payment payment, String attempt) {
        return payment.state() instanceof Confirmed confirmed
                && confirmed.attempt().value().equalsIgnoreCase(attempt);
    }

    private static Difference difference(
            String what,
            RefundLine line,
            @Nullable Payment payment,
            @Nullable Money here,
            @Nullable String settled) {
        return new Difference(
                Heap.DIFFERENT,
                what,
                line.attempt(),
                payment == null ? null : payment.orderId().value(),
                payment == null ? null : payment.method().code(),
                here,
                line.amount(),
                null,
                line.number(),
                line.standing(),
                settled);
    }
}
