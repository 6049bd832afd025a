package io.cashbell.payment;

import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The refunds of {@link FakePayments}, and what would have been told. */
public final class FakeRefunds implements Refunds {

    private final FakePayments payments;
    private final Clock clock;
    private final List<String> told = new ArrayList<>();

    public FakeRefunds(FakePayments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /** Such as {@code refunded the-id-of-the-refund}. */
    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public synchronized Optional<Payment> find(OrderId orderId) {
        return payments.find(orderId);
    }

    @Override
    public synchronized Asking request(OrderId orderId, RefundRequest request) {
        Payment payment = payments.find(orderId).orElse(null);
        if (payment == null) {
            return new Asking.NoPayment();
        }
        Refund known = payment.refunds().get(request.id());
        if (known != null) {
            return new Asking.Known(payment, known);
        }
        if (!(payment.state() instanceof PaymentState.Confirmed)) {
            return new Asking.Refused(payment, "not-paid");
        }
        if (request.amount().minorUnits() > payment.refundable().minorUnits()) {
            return new Asking.Refused(payment, "above-the-rest");
        }
        Instant now = clock.instant();
        return new Asking.Kept(kept(payment, new Refund(request, now, new Requested(now, ""))));
    }

    @Override
    public synchronized boolean refuse(OrderId orderId, RefundRequest request, String reason) {
        Payment payment = payments.get(orderId);
        if (!payment.refunds().containsKey(request.id())) {
            kept(payment, new Refund(request, clock.instant(), new Failed(reason, null)));
            told.add("failed " + request.id());
        }
        return true;
    }

    @Override
    public synchronized boolean holdBack(OrderId orderId, RefundRequest found) {
        Payment payment = payments.find(orderId).orElse(null);
        if (payment == null) {
            return false;
        }
        if (payment.refunds().containsKey(found.id())) {
            return true;
        }
        long most = Math.min(found.amount().minorUnits(), payment.refundable().minorUnits());
        if (most < 1) {
            return false;
        }
        RefundRequest held =
                new RefundRequest(
                        found.id(),
                        new Money(most, payment.amount().currency()),
                        found.reason(),
                        null);
        kept(
                payment,
                new Refund(
                        held,
                        clock.instant(),
                        new RefundState.Manual("found-at-gateway", clock.instant())));
        told.add("by-hand " + found.id());
        return true;
    }

    @Override
    public synchronized boolean dispute(OrderId orderId, Dispute dispute) {
        if (payments.find(orderId).isEmpty()) {
            return false;
        }
        if (!told.contains("disputed " + dispute.key())) {
            told.add("disputed " + dispute.key());
        }
        return true;
    }

    @Override
    public synchronized Claiming claim(
            Payment planned, RefundId refundId, RefundStep step, Instant at) {
        if (!planned.mayCall(refundId)) {
            return Claiming.BUSY;
        }
        if (!payments.get(planned.orderId()).equals(planned)) {
            return Claiming.CHANGED;
        }
        hear(planned.orderId(), refundId, new RefundFact.StepClaimed(step, at));
        return Claiming.CLAIMED;
    }

    @Override
    public synchronized Optional<Refund> hear(OrderId orderId, RefundId refundId, RefundFact fact) {
        Payment payment = payments.get(orderId);
        Refund before = payment.refunds().get(refundId);
        if (before == null) {
            return Optional.empty();
        }
        Refund after = before.in(RefundTransitions.next(before.state(), fact));
        if (!after.equals(before)) {
            kept(payment, after);
            if (after.state() instanceof Refunded) {
                told.add("refunded " + refundId);
            }
            if (after.state() instanceof RefundState.Manual) {
                told.add("by-hand " + refundId);
            }
            if (after.state() instanceof Failed) {
                told.add("failed " + refundId);
            }
        }
        return Optional.of(after);
    }

    private Payment kept(Payment payment, Refund refund) {
        Payment with = PaymentFixtures.withRefund(payment, refund);
        payments.put(with);
        return with;
    }
}
