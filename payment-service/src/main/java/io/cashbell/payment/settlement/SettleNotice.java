package io.cashbell.payment.settlement;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Claim;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Hearing;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayAnswer.Declined;
import io.cashbell.payment.gateway.GatewayAnswer.Paid;
import io.cashbell.payment.gateway.GatewayAnswer.Pending;
import io.cashbell.payment.gateway.GatewayAnswer.Unknown;
import io.cashbell.payment.gateway.GatewayAnswer.Unused;
import io.cashbell.payment.gateway.GatewayNotice;
import jakarta.inject.Singleton;

/** Lets a gateway's word have its effect, once, however often it comes and from wherever. */
@Singleton
public class SettleNotice {

    private final Payments payments;

    SettleNotice(Payments payments) {
        this.payments = payments;
    }

    /** Returns when the effect is durable; throws when nothing is known about that. */
    public Settlement settle(GatewayNotice notice) {
        OrderId orderId = notice.orderId();
        if (orderId == null) {
            return Settlement.UNKNOWN_ORDER;
        }
        if (notice.simulated()) {
            return hear(orderId, new CaptureSimulated(notice.claim()));
        }
        return switch (notice.answer()) {
            case Paid(var reference, _, var paidAt, var card) ->
                    hear(orderId, new CaptureConfirmed(notice.claim(), reference, paidAt, card));
            case Declined(var reason, var code) ->
                    hear(orderId, new CaptureDeclined(notice.claim(), reason, code));
            case Unused _ -> Settlement.PENDING;
            case Pending(_, var instructions) ->
                    instructions == null
                            ? Settlement.PENDING
                            : hear(orderId, new InstructionsIssued(notice.claim(), instructions));
            case Unknown _ -> Settlement.UNSUPPORTED;
        };
    }

    /** An answer to a call of ours about {@code attempt}, as a notice is settled. */
    public Settlement settle(Payment payment, Attempt attempt, GatewayAnswer answer) {
        Claim claim = claim(payment, attempt, answer);
        return settle(new GatewayNotice(payment.orderId(), claim, false, answer));
    }

    /** What such an answer claims. */
    public static Claim claim(Payment payment, Attempt attempt, GatewayAnswer answer) {
        return answer instanceof Paid(var reference, var amount, _, _)
                ? new Claim(attempt.merchant(), attempt.number(), amount, reference)
                : new Claim(attempt.merchant(), attempt.number(), payment.amount(), null);
    }

    private Settlement hear(OrderId orderId, PaymentFact fact) {
        return switch (payments.hear(orderId, fact)) {
            case Hearing.NoPayment _ -> Settlement.UNKNOWN_ORDER;
            case Hearing.Heard(var outcome) ->
                    switch (outcome) {
                        case Outcome.Changed _ ->
                                switch (fact) {
                                    case CaptureConfirmed _ -> Settlement.CONFIRMED;
                                    case CaptureDeclined _ -> Settlement.DECLINED;
                                    case InstructionsIssued _ -> Settlement.INSTRUCTED;
                                    case CaptureSimulated _, DeadlinePassed _, OrderCancelled _ ->
                                            throw new IllegalStateException(
                                                    "neither a simulation nor a gateway moves it");
                                };
                        case Outcome.Reopened _ -> Settlement.CONFIRMED;
                        case Outcome.Supplemented _ -> Settlement.REPEATED;
                        case Outcome.Unchanged _ ->
                                fact instanceof CaptureSimulated
                                        ? Settlement.SIMULATED
                                        : Settlement.REPEATED;
                        case Outcome.Disputed(var reason, _) ->
                                switch (reason) {
                                    case SECOND_PAYMENT -> Settlement.SECOND_PAYMENT;
                                    case PAYMENT_AFTER_EXPIRY, PAYMENT_AFTER_CANCELLATION ->
                                            Settlement.LATE_PAYMENT;
                                    case AMOUNT_MISMATCH,
                                            MERCHANT_MISMATCH,
                                            UNKNOWN_ATTEMPT,
                                            REFUND_MISMATCH,
                                            REFUND_BY_HAND ->
                                            Settlement.DISPUTED;
                                };
                        case Outcome.Rejected _ -> Settlement.REJECTED;
                        case Outcome.NoRoom _ -> Settlement.NO_ROOM;
                    };
        };
    }
}
