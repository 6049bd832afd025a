package io.cashbell.payment.callback;

import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Hearing;
import io.cashbell.payment.gateway.GatewayAnswer.Declined;
import io.cashbell.payment.gateway.GatewayAnswer.Paid;
import io.cashbell.payment.gateway.GatewayAnswer.Pending;
import io.cashbell.payment.gateway.GatewayAnswer.Unknown;
import io.cashbell.payment.gateway.GatewayNotice;
import jakarta.inject.Singleton;

/** Lets a verified notice have its effect, once, however often it comes. */
@Singleton
class SettleNotice {

    private final Payments payments;

    SettleNotice(Payments payments) {
        this.payments = payments;
    }

    /** Returns when the effect is durable; throws when nothing is known about that. */
    Settlement settle(GatewayNotice notice) {
        OrderId orderId = notice.orderId();
        if (orderId == null) {
            return Settlement.UNKNOWN_ORDER;
        }
        if (notice.simulated()) {
            return hear(orderId, new CaptureSimulated(notice.claim()));
        }
        return switch (notice.answer()) {
            case Paid(var reference, var paidAt) ->
                    hear(orderId, new CaptureConfirmed(notice.claim(), reference, paidAt));
            case Declined(var reason, var code) ->
                    hear(orderId, new CaptureDeclined(notice.claim(), reason, code));
            case Pending _, Unknown _ -> Settlement.UNSUPPORTED;
        };
    }

    private Settlement hear(OrderId orderId, PaymentFact fact) {
        return switch (payments.hear(orderId, fact)) {
            case Hearing.NoPayment _ -> Settlement.UNKNOWN_ORDER;
            case Hearing.Heard(var outcome) ->
                    switch (outcome) {
                        case Outcome.Changed _ ->
                                fact instanceof CaptureConfirmed
                                        ? Settlement.CONFIRMED
                                        : Settlement.DECLINED;
                        case Outcome.Unchanged _ ->
                                fact instanceof CaptureSimulated
                                        ? Settlement.SIMULATED
                                        : Settlement.REPEATED;
                        case Outcome.Disputed(var reason, _) ->
                                reason == DisputeReason.SECOND_PAYMENT
                                        ? Settlement.SECOND_PAYMENT
                                        : Settlement.DISPUTED;
                        case Outcome.Rejected _ -> Settlement.REJECTED;
                        case Outcome.NoRoom _ -> Settlement.NO_ROOM;
                    };
        };
    }
}
