package io.cashbell.payment;

import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.Reopened;
import io.cashbell.payment.Outcome.Supplemented;
import io.cashbell.payment.Outcome.Unchanged;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import java.util.HashSet;
import java.util.Set;

/**
 * The whole state machine: one pure function. Nobody else assigns a state.
 *
 * <p>It holds for any order of arrival: the same facts end in the same state, however they are
 * shuffled and repeated, because money weighs more than a failure and a failure is told once per
 * attempt. Only whether the money or the cancellation was first decides whether it is kept.
 */
public final class PaymentTransitions {

    private PaymentTransitions() {}

    private record Step(PaymentState from, PaymentFact fact) {}

    /** What {@code fact} does to a payment in {@code from}; defined for every pair. */
    public static Outcome next(PaymentState from, PaymentFact fact, LatePayments late) {
        return switch (new Step(from, fact)) {
            case Step(AwaitingCustomer _, CaptureConfirmed paid) -> confirmed(paid);
            case Step(AwaitingCustomer _, CaptureDeclined(var claim, _, _)) ->
                    new Changed(new Failed(Set.of(claim.attempt())));
            case Step(AwaitingCustomer _, DeadlinePassed _) -> new Changed(new Expired());

            case Step(AwaitingCustomer _, InstructionsIssued(var claim, _)) ->
                    new Changed(new AwaitingTransfer(claim.attempt()));

            case Step(AwaitingTransfer _, CaptureConfirmed paid) -> confirmed(paid);
            // Of the attempt the buyer holds a number of. Another one's failure, a card that was
            // tried before, takes the number from nobody.
            case Step(AwaitingTransfer(var attempt), CaptureDeclined(var claim, _, _)) ->
                    attempt.equals(claim.attempt())
                            ? new Changed(new Failed(Set.of(attempt)))
                            : new Unchanged();
            case Step(AwaitingTransfer(var known), InstructionsIssued(var claim, _)) ->
                    known.equals(claim.attempt())
                            ? new Unchanged()
                            : new Changed(new AwaitingTransfer(claim.attempt()));
            case Step(AwaitingTransfer _, DeadlinePassed _) -> new Changed(new Expired());

            // Success beats failure: the buyer tried again, or the failure was overtaken.
            case Step(Failed _, CaptureConfirmed paid) -> confirmed(paid);
            // Gateways repeat themselves: a second copy changes nothing.
            case Step(Failed(var declined), CaptureDeclined(var claim, _, _)) ->
                    declined.contains(claim.attempt())
                            ? new Unchanged()
                            : new Changed(new Failed(with(declined, claim.attempt())));
            case Step(Failed(var declined), InstructionsIssued(var claim, _)) ->
                    declined.contains(claim.attempt())
                            ? new Unchanged()
                            : new Changed(new AwaitingTransfer(claim.attempt()));
            case Step(Failed _, DeadlinePassed _) -> new Changed(new Expired());

            // Money arrived after we gave up: the gateway has it, and a person is told.
            case Step(Expired(var calledOff), CaptureConfirmed paid) ->
                    late(paid, calledOff ? LatePayments.REFUND : late);
            case Step(Expired _, CaptureDeclined _) -> new Unchanged();
            case Step(Expired _, InstructionsIssued _) -> new Unchanged();
            case Step(Expired _, DeadlinePassed _) -> new Unchanged();

            // Whoever called the order off will not ship it, whatever the rule: the money goes
            // back.
            case Step(Cancelled _, CaptureConfirmed _) ->
                    new Disputed(DisputeReason.PAYMENT_AFTER_CANCELLATION, false);
            case Step(Cancelled _, CaptureDeclined _) -> new Unchanged();
            case Step(Cancelled _, InstructionsIssued _) -> new Unchanged();
            case Step(Cancelled _, DeadlinePassed _) -> new Unchanged();
            case Step(Cancelled _, OrderCancelled _) -> new Unchanged();

            // Who called the order off knows; nobody else has to be told.
            case Step(AwaitingCustomer _, OrderCancelled _) -> new Changed(new Cancelled());
            case Step(AwaitingTransfer _, OrderCancelled _) -> new Changed(new Cancelled());
            case Step(Failed _, OrderCancelled _) -> new Changed(new Cancelled());
            // No plain cancellation: late money that was kept before would be kept, and go back,
            // under a second name.
            case Step(Expired(var calledOff), OrderCancelled _) ->
                    calledOff ? new Unchanged() : new Changed(new Expired(true));
            // What is paid stays paid until a refund gives it back.
            case Step(Confirmed _, OrderCancelled _) -> new Unchanged();

            case Step(Confirmed known, CaptureConfirmed paid) ->
                    isSameMoney(known, paid)
                            ? again(known, paid)
                            : new Disputed(DisputeReason.SECOND_PAYMENT, false);
            // A failure that comes late, of this attempt or another, takes no money away.
            case Step(Confirmed _, CaptureDeclined _) -> new Unchanged();
            case Step(Confirmed _, InstructionsIssued _) -> new Unchanged();
            case Step(Confirmed _, DeadlinePassed _) -> new Unchanged();

            // No money moved, wherever the payment stands.
            case Step(PaymentState _, CaptureSimulated _) -> new Unchanged();
        };
    }

    private static Changed confirmed(CaptureConfirmed paid) {
        return new Changed(state(paid));
    }

    private static Confirmed state(CaptureConfirmed paid) {
        return new Confirmed(paid.claim().attempt(), paid.reference(), paid.paidAt(), paid.card());
    }

    private static Outcome late(CaptureConfirmed paid, LatePayments rule) {
        return switch (rule) {
            case REFUND -> new Disputed(DisputeReason.PAYMENT_AFTER_EXPIRY, false);
            case REOPEN -> new Reopened(state(paid), DisputeReason.PAYMENT_AFTER_EXPIRY);
        };
    }

    /** Whoever asks ECPay learns nothing of the card; only its notice names the authorisation. */
    private static Outcome again(Confirmed known, CaptureConfirmed paid) {
        return known.card() == null && paid.card() != null
                ? new Supplemented(
                        new Confirmed(
                                known.attempt(), known.reference(), known.paidAt(), paid.card()))
                : new Unchanged();
    }

    private static boolean isSameMoney(Confirmed known, CaptureConfirmed paid) {
        return known.attempt().equals(paid.claim().attempt())
                && known.reference().isSame(paid.reference());
    }

    private static Set<AttemptNumber> with(Set<AttemptNumber> declined, AttemptNumber another) {
        Set<AttemptNumber> all = new HashSet<>(declined);
        all.add(another);
        return all;
    }
}
